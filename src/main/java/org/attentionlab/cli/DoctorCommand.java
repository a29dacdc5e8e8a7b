package org.attentionlab.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code ./course doctor}: looks at this machine and says, for each trouble, what to do. */
@Command(
    name = "doctor",
    description = {
      "Looks at this machine: versions, native library, cores, memory, GPU, kernel, fonts.",
      "A line that begins with !! is something that must be put right; -- is a remark."
    },
    footer = {"", "Example:", "  ./course doctor"})
final class DoctorCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    CourseHome home = CourseHome.find();
    MachineChecks machine = new MachineChecks(home);
    NativeChecks engine = new NativeChecks();
    PythonChecks python = new PythonChecks(home);
    List<Supplier<Finding>> checks =
        List.of(
            machine::java,
            machine::maven,
            machine::processor,
            machine::memory,
            machine::disk,
            engine::library,
            engine::gpu,
            engine::matrixProducts,
            python::packages,
            python::kernel,
            machine::koreanFont,
            machine::browser);
    int broken = 0;
    for (Supplier<Finding> check : checks) {
      Finding finding = check.get();
      System.out.println(finding.line());
      broken += finding.state() == Finding.State.BROKEN ? 1 : 0;
    }
    System.out.println();
    System.out.println(
        broken == 0
            ? "Nothing is broken."
            : broken
                + (broken == 1 ? " thing is" : " things are")
                + " broken: see the lines with !!");
    return broken == 0 ? 0 : 1;
  }
}
