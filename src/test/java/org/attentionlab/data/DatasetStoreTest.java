package org.attentionlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.attentionlab.data.DatasetManifest.DatasetFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server on this machine; no test needs a network. */
class DatasetStoreTest {

  private static final byte[] TEXT = "하나\tone\n둘\ttwo\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private HttpServer server;
  private byte[] served = TEXT;
  private int status = 200;
  private int sent = Integer.MAX_VALUE; // of each answer; then the connection is cut
  private final List<String> ranges = new ArrayList<>();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range);
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
          byte[] rest = Arrays.copyOfRange(served, Math.min(from, served.length), served.length);
          exchange.sendResponseHeaders(status == 200 && range != null ? 206 : status, rest.length);
          exchange.getResponseBody().write(rest, 0, Math.min(sent, rest.length));
          exchange.close();
        });
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/login.html");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aFileIsDownloadedOnceAndKept() throws Exception {
    DatasetFile file = file("set/a.tsv", "/a.tsv", TEXT);
    assertThat(store().get(file)).isEqualTo(folder.resolve("set/a.tsv")).hasBinaryContent(TEXT);
    store().get(file);
    assertThat(ranges).hasSize(1);
    assertThat(Files.list(folder.resolve("set"))).containsExactly(folder.resolve("set/a.tsv"));
  }

  @Test
  void aDownloadThatWasCutOffGoesOn() throws Exception {
    Files.createDirectories(folder.resolve("set"));
    Files.write(folder.resolve("set/a.tsv.part"), Arrays.copyOf(TEXT, 5));
    assertThat(store().get(file("set/a.tsv", "/a.tsv", TEXT))).hasBinaryContent(TEXT);
    assertThat(ranges).containsExactly("bytes=5-");
  }

  @Test
  void aWrongChecksumIsAnErrorAndWhatWasThereStays() throws Exception {
    Files.createDirectories(folder.resolve("set"));
    Files.writeString(folder.resolve("set/a.tsv"), "older");
    served = "something else".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> store().get(file("set/a.tsv", "/a.tsv", TEXT)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Wrong checksum")
        .hasMessageContaining("set/a.tsv");
    assertThat(folder.resolve("set/a.tsv")).hasContent("older");
    assertThat(folder.resolve("set/a.tsv.part")).doesNotExist();
  }

  @Test
  void aWebPageInsteadOfTheFileIsCalledThat() throws Exception {
    served = "\n<!DOCTYPE html><title>Log in</title>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> store().get(file("set/a.tsv", "/a.tsv", TEXT)))
        .hasMessageContaining("web page")
        .hasMessageContaining("login");
  }

  @Test
  void aDownloadThatIsCutInTheMiddleSaysSoAndGoesOnWhereItStopped() throws Exception {
    sent = 7;
    DatasetFile file = file("set/a.tsv", "/a.tsv", TEXT);
    assertThatThrownBy(() -> store().get(file))
        .hasMessageContaining("was cut off")
        .hasMessageContaining("goes on where it stopped");
    assertThat(folder.resolve("set/a.tsv")).doesNotExist();
    sent = Integer.MAX_VALUE;
    assertThat(store().get(file)).hasBinaryContent(TEXT);
    assertThat(ranges).containsExactly(null, "bytes=7-");
  }

  @Test
  void aRedirectionToAPageLeavesNothing() throws Exception {
    served = "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> store().get(file("set/a.tsv", "/moved/a.tsv", TEXT)))
        .hasMessageContaining("web page");
    assertThat(folder.resolve("set")).isEmptyDirectory();
  }

  @Test
  void aDiskThatFillsUpMeanwhileIsNamedAndNothingHalfIsLeft() throws Exception {
    Path full = Path.of("/dev/full"); // where writing always fails so
    assumeTrue(Files.exists(full));
    Files.createDirectories(folder.resolve("set"));
    Files.createSymbolicLink(folder.resolve("set/a.tsv.part"), full);
    DatasetFile file = file("set/a.tsv", "/a.tsv", TEXT);
    assertThatThrownBy(() -> store().get(file))
        .hasMessageContaining("Could not write")
        .hasMessageContaining("No space left")
        .hasMessageContaining("ATTENTIONLAB_CACHE");
    assertThat(folder.resolve("set")).isEmptyDirectory();
    assertThat(store().get(file)).hasBinaryContent(TEXT);
  }

  @Test
  void whatOnlyLackedItsNameWhenThePowerWasCutIsNotFetchedAgain() throws Exception {
    Files.createDirectories(folder.resolve("set"));
    Files.write(folder.resolve("set/a.tsv.part"), TEXT);
    assertThat(store().get(file("set/a.tsv", "/a.tsv", TEXT))).hasBinaryContent(TEXT);
    assertThat(ranges).isEmpty();
  }

  @Test
  void aMissingFileAndAMissingNetworkAreNamed() throws Exception {
    status = 404;
    DatasetFile file = file("set/a.tsv", "/a.tsv", TEXT);
    assertThatThrownBy(() -> store().get(file)).hasMessageContaining("status 404");
    server.stop(0);
    assertThatThrownBy(() -> store().get(file))
        .hasMessageContaining("No network")
        .hasMessageContaining("--mirror");
  }

  @Test
  void whatIsServedUnpackedIsPackedAsTheListSays() throws Exception {
    DatasetFile file = file("set/a.tsv.gz", "/a.tsv", TEXT);
    Path got = store().get(file);
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(got))) {
      assertThat(in.readAllBytes()).isEqualTo(TEXT);
    }
    assertThat(store().has(file)).isTrue();
  }

  @Test
  void aFileIsTakenOutOfAZip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("readme.txt"));
      zip.write(1);
      zip.putNextEntry(new ZipEntry("inner/a.tsv"));
      zip.write(TEXT);
    }
    served = bytes.toByteArray();
    store().get(file("set/a.tsv.gz", "/all.zip", TEXT));
    assertThat(store().has(file("set/a.tsv.gz", "/all.zip", TEXT))).isTrue();
  }

  @Test
  void aMirrorIsUsedInsteadOfTheNetworkAndCheckedToo() throws Exception {
    Path mirror = folder.resolve("mirror");
    Files.createDirectories(mirror.resolve("set"));
    Files.write(mirror.resolve("set/a.tsv"), TEXT);
    DatasetStore store = new DatasetStore(folder.resolve("cache"), Optional.of(mirror));
    assertThat(store.get(file("set/a.tsv", "/a.tsv", TEXT))).hasBinaryContent(TEXT);
    assertThatThrownBy(() -> store.get(file("set/b.tsv", "/b.tsv", TEXT)))
        .hasMessageContaining("has no set/b.tsv");
    Files.writeString(mirror.resolve("set/c.tsv"), "damaged");
    assertThatThrownBy(() -> store.get(file("set/c.tsv", "/c.tsv", TEXT)))
        .hasMessageContaining("Wrong checksum");
    assertThat(ranges).isEmpty();
  }

  @Test
  void aDerivedFileNeedsAMirrorAndADiskNeedsSpace() throws Exception {
    DatasetFile derived = new DatasetFile("s/d.gz", "http://x/", 3, "00", 3, "00", true);
    assertThat(store().canGet(derived)).isFalse();
    assertThatThrownBy(() -> store().get(derived)).hasMessageContaining("--mirror");
    DatasetFile huge = new DatasetFile("s/h.gz", "http://x/", 1L << 60, "00", 3, "00", false);
    assertThatThrownBy(() -> store().get(huge)).hasMessageContaining("No space left");
  }

  @Test
  void aDamagedListIsRefusedWithTheRemedy() throws Exception {
    assertThatThrownBy(() -> DatasetManifest.parse("{\"sets\": [", "list.json"))
        .hasMessageContaining("list.json is damaged");
    String toy = "{\"sets\": [{\"name\": \"toy\", \"files\": []}]}";
    assertThatThrownBy(() -> DatasetManifest.parse(toy, "list.json").named("top"))
        .hasMessageContaining("one of: toy");
  }

  private DatasetStore store() {
    return new DatasetStore(folder, Optional.empty());
  }

  private DatasetFile file(String path, String address, byte[] content) throws Exception {
    String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    String packed = path.endsWith(".gz") ? "0".repeat(64) : sha;
    String url = "http://localhost:" + server.getAddress().getPort() + address;
    return new DatasetFile(path, url, content.length, packed, content.length, sha, false);
  }
}
