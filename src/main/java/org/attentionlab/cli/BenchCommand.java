package org.attentionlab.cli;

import picocli.CommandLine.Command;

/** {@code ./course bench}: measures the kit's speed against others'. */
@Command(
    name = "bench",
    description = "Measures speed against other programs on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchTrainCommand.class,
      BenchRecurrentCommand.class,
      BenchDecodeCommand.class,
      BenchBpeCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ./course bench train --python /path/to/python",
      "  ./course bench recurrent --python /path/to/python",
      "  ./course bench decode --python /path/to/python",
      "  ./course bench bpe --python /path/to/python",
    })
final class BenchCommand {}
