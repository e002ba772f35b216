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
 * What looking into a file may cost. What has no setting here is as {@link Budgets#DEFAULTS} has it.
 *
 * @param children JVMs in which files are read, each one at a time, 1 to 64
 * @param childHeap of each, 64 MB or more
 * @param patience with which a file waits for a free child, before the attempt counts as failed
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
	 * @param thumbnails the squares into which they fit
	 * @param gpsPosition whether the place where a photograph was taken is told
	 */
	record Images(@DefaultValue("50MB") DataSize size, @DefaultValue("10s") Duration time,
			@DefaultValue("100000000") @Min(1) long pixels, @DefaultValue({"320", "1024"}) List<Integer> thumbnails,
			@DefaultValue("false") boolean gpsPosition) {}

	/**
	 * For PDF and text.
	 *
	 * @param unpacked of all that is packed in a PDF
	 */
	record Documents(@DefaultValue("100MB") DataSize size, @DefaultValue("20s") Duration time,
			@DefaultValue("5000") @Min(1) int pages, @DefaultValue("512MB") DataSize unpacked) {}

	/** For CSV, JSON and NDJSON. */
	record Data(@DefaultValue("5GB") DataSize size, @DefaultValue("10m") Duration time,
			@DefaultValue("500") @Min(1) @Max(2000) int depth) {}

	Budgets budgets() {
		var pictures = Budgets.DEFAULTS.images();
		var papers = Budgets.DEFAULTS.documents();
		var tables = Budgets.DEFAULTS.data();
		return new Budgets(
				new ImageBudget(allowance(images.size, images.time), images.pixels, pictures.frames(),
						images.thumbnails, images.gpsPosition),
				new DocumentBudget(allowance(documents.size, documents.time), documents.pages, papers.pixels(),
						documents.unpacked.toBytes(), papers.textChars(), papers.previewSize()),
				new DataBudget(allowance(data.size, data.time), tables.lineChars(), tables.columns(), data.depth,
						tables.fields(), tables.examples(), tables.listedRejections()));
	}

	SandboxSettings sandbox() {
		var usual = SandboxSettings.DEFAULTS;
		return new SandboxSettings(children, Math.toIntExact(childHeap.toMegabytes()), usual.filesPerChild(), patience,
				usual.startTime(), usual.java(), usual.classPath());
	}

	private static Allowance allowance(DataSize size, Duration time) {
		return new Allowance(size.toBytes(), time, time);
	}
}
