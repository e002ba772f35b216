package dev.millrace.file.sandbox;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import dev.millrace.inspection.Allowance;
import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.DocumentBudget;
import dev.millrace.inspection.ImageBudget;
import dev.millrace.inspection.sandbox.SandboxSettings;

/**
 * What looking into a file may cost. Of each type, {@code time} is by the clock and {@code cpu-time} of the processor, over all threads.
 *
 * @param children JVMs in which files are read, each one at a time, 1 to 64
 * @param childHeap of each, 64 MB or more
 * @param patience with which a file waits for a free child, before its message goes back for a while
 */
@Validated
@ConfigurationProperties("millrace.file.inspection")
record InspectionSettings(@DefaultValue("2") @Min(1) @Max(64) int children,
		@DefaultValue("256MB") DataSize childHeap, @DefaultValue("60s") Duration patience,
		@DefaultValue Images images, @DefaultValue Documents documents, @DefaultValue Data data) {

	/**
	 * For pictures.
	 *
	 * @param pixels width times height
	 * @param frames of an animation
	 * @param thumbnails the squares into which they fit
	 * @param gpsPosition whether the place where a photograph was taken is told
	 */
	record Images(@DefaultValue("50MB") DataSize size, @DefaultValue("10s") Duration time,
			@DefaultValue("10s") Duration cpuTime, @DefaultValue("100000000") @Min(1) long pixels,
			@DefaultValue("1000") @Min(1) int frames, @DefaultValue({"320", "1024"}) List<Integer> thumbnails,
			@DefaultValue("false") boolean gpsPosition) {}

	/**
	 * For PDF and text.
	 *
	 * @param pixels of one picture on the previewed page
	 * @param unpacked of all that is packed in a PDF
	 * @param textChars of text that are kept; what is beyond is counted
	 * @param preview the square, in pixels, into which the preview of the first page fits
	 */
	record Documents(@DefaultValue("100MB") DataSize size, @DefaultValue("20s") Duration time,
			@DefaultValue("20s") Duration cpuTime, @DefaultValue("5000") @Min(1) int pages,
			@DefaultValue("40000000") @Min(1) long pixels, @DefaultValue("512MB") DataSize unpacked,
			@DefaultValue("1000000") @Min(1) int textChars,
			@DefaultValue("1024") @Min(16) @Max(4096) int preview) {}

	/**
	 * For CSV, JSON and NDJSON.
	 *
	 * @param line of a CSV in characters, or of an NDJSON in bytes
	 * @param fields of a JSON that are told of
	 * @param examples of values, for each column
	 * @param rejections lines that are named with their reasons
	 */
	record Data(@DefaultValue("5GB") DataSize size, @DefaultValue("10m") Duration time,
			@DefaultValue("10m") Duration cpuTime, @DefaultValue("4194304") @Min(1024) @Max(16777216) int line,
			@DefaultValue("1000") @Min(1) @Max(10000) int columns, @DefaultValue("500") @Min(1) @Max(2000) int depth,
			@DefaultValue("500") @Min(1) @Max(10000) int fields, @DefaultValue("3") @Min(0) @Max(10) int examples,
			@DefaultValue("20") @Min(0) @Max(1000) int rejections) {}

	Budgets budgets() {
		return new Budgets(
				new ImageBudget(new Allowance(images.size.toBytes(), images.time, images.cpuTime), images.pixels,
						images.frames, images.thumbnails, images.gpsPosition),
				new DocumentBudget(new Allowance(documents.size.toBytes(), documents.time, documents.cpuTime),
						documents.pages, documents.pixels, documents.unpacked.toBytes(), documents.textChars,
						documents.preview),
				new DataBudget(new Allowance(data.size.toBytes(), data.time, data.cpuTime), data.line, data.columns,
						data.depth, data.fields, data.examples, data.rejections));
	}

	SandboxSettings sandbox() {
		var usual = SandboxSettings.DEFAULTS;
		return new SandboxSettings(children, Math.toIntExact(childHeap.toMegabytes()), usual.filesPerChild(), patience,
				usual.startTime(), usual.java(), usual.classPath());
	}
}
