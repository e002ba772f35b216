package dev.millrace.inspection.sniff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SnifferTests {

	private final Sniffer sniffer = new Sniffer();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({"canon-40d.jpg, image/jpeg", "ffox.png, image/png", "four-pages.pdf, application/pdf",
			"seattle-weather.csv, text/csv", "cars.json, application/json", "NOTICE.txt, text/plain"})
	void realFilesAreWhatTheyAre(String name, String mediaType) throws Exception {
		assertThat(
				sniffer.sniff(Path.of(requireNonNull(SnifferTests.class.getResource("/" + name)).toURI())).mediaType())
				.isEqualTo(mediaType);
	}

	@ParameterizedTest
	@ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>",
			"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
			"<!DOCTYPE html><html><body>x</body></html>", "<html><script>alert(1)</script>%PDF-1.4</html>",
			"<html>\n%PDF-1.4\n1 0 obj"})
	void whatABrowserWouldRunIsLookedIntoByNobody(String text) {
		assertThat(sniff(text).kind()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', value = {"{\"a\":1}~application/json", "[1,2]~application/json",
			"{\"a\":1}|{\"a\":2}~application/x-ndjson", "{|\"a\":1}~application/json", "[see below]~text/plain",
			"a,b|1,2~text/csv", "a;b|1,5;2|3,5;4~text/csv", "a\tb|1\t2~text/csv",
			"Dear Sir, |we have, as you know, no table.|Yours, the writer~text/plain", "one line~text/plain"})
	void textIsToldByItsStructure(String text, String mediaType) {
		assertThat(sniff(text.replace('|', '\n')).mediaType()).isEqualTo(mediaType);
	}

	@Test
	void aTableOfOneEndlessLineIsATable() {
		assertThat(sniff("a,b,".repeat(10_000).getBytes(StandardCharsets.UTF_8), true).mediaType())
				.isEqualTo("text/csv");
		var text = "A sentence of a book, as it were, goes on and on without any comma for very long stretches. ";
		assertThat(sniff(text.repeat(400).getBytes(StandardCharsets.UTF_8), true).mediaType())
				.isEqualTo("text/plain");
	}

	@ParameterizedTest
	@ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
	void textIsTextInAnyEncoding(String charset) {
		var bytes = "Grüße aus Köln, schön hier und überall\n".getBytes(Charset.forName(charset));
		assertThat(sniff(bytes, false).mediaType()).isEqualTo("text/plain");
	}

	@Test
	void bytesAreNoText() {
		assertThat(sniff(new byte[]{1, 2, 3, 0, 5, 6}, false))
				.isEqualTo(new Sniffed("application/octet-stream"));
	}

	@Test
	void anArchiveBehindADocumentIsRefused() throws Exception {
		var file = directory.resolve("polyglot");
		var bytes = new ByteArrayOutputStream();
		bytes.write("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII));
		try (var zip = new ZipOutputStream(bytes)) {
			zip.setComment("%%EOF");
			zip.putNextEntry(new ZipEntry("entry"));
		}
		Files.write(file, bytes.toByteArray());
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> sniffer.sniff(file))
				.satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.POLYGLOT));
	}

	@Test
	void anArchiveEmbeddedInADocumentIsNone() throws Exception {
		var file = directory.resolve("embedding");
		var bytes = new ByteArrayOutputStream();
		bytes.write("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII));
		try (var zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("entry"));
		}
		bytes.write("\nendstream\n%%EOF".getBytes(StandardCharsets.US_ASCII));
		Files.write(file, bytes.toByteArray());
		assertThat(sniffer.sniff(file)).isEqualTo(new Sniffed("application/pdf"));
	}

	/** As readers take it: somewhere in the first 1,024 bytes, with an end in the last. */
	@ParameterizedTest
	@CsvSource({"junk, %PDF-1.4, %%EOF, application/pdf", "'\u0001\u0002', %PDF-2.0, %%EOF, application/pdf",
			"'HTTP/1.1 200 OK\nContent-Type: application/pdf\n\n', %PDF-1.7, %%EOF, application/pdf",
			"'From: a@example.com\nTo: b@example.com\nSubject: c\n\n', %PDF-1.7, %%EOF, application/pdf",
			"junk, %PDF-1.4, the end, text/plain", "The sign is, %PDF-, %%EOF, text/plain",
			"' <p>', %PDF-1.4, %%EOF, text/plain", "<svg/>, %PDF-1.4, %%EOF, text/plain"})
	void aPdfMayBeginALittleLater(String before, String beginning, String end, String mediaType) {
		String rest = "\n1 0 obj <</Type/Catalog>> endobj\n" + end + "\n";
		assertThat(sniff(before + "\n" + beginning + rest).mediaType()).isEqualTo(mediaType);
	}

	@Test
	void aPdfThatBeginsFarBehindIsNone() {
		assertThat(sniff("junk ".repeat(300) + "\n%PDF-1.4\n%%EOF").mediaType()).isEqualTo("text/plain");
	}

	@Test
	void anArchiveIsAnArchive() throws Exception {
		var bytes = new ByteArrayOutputStream();
		try (var zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("entry"));
		}
		assertThat(sniff(bytes.toByteArray(), false)).isEqualTo(new Sniffed("application/zip"));
	}

	@Test
	void anEmptyFileIsAnEmptyText() {
		assertThat(sniff(new byte[0], false)).isEqualTo(new Sniffed("text/plain"));
	}

	private Sniffed sniff(String text) {
		return sniff(text.getBytes(StandardCharsets.UTF_8), false);
	}

	private Sniffed sniff(byte[] bytes, boolean more) {
		return sniffer.sniff(bytes, bytes, more);
	}
}
