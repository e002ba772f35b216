package dev.millrace.file;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What files may be, and how they are handled.
 *
 * @param maxSize of a file, up to 1 TiB
 * @param formSize up to which a file comes by one form, 1 MiB to 5 GiB; larger ones come in parts
 * @param partSize of an upload in parts, 5 MiB to 5 GiB; it grows where that would make more than 10,000 parts
 * @param slipFor how long a slip is good, 1 min to 7 days; an upload that is not complete by then is given up
 * @param urlFor how long a presigned URL is good, 1 min to 12 h
 * @param attempts at a file for which the service is at fault, 1 to 20
 * @param longFrom bytes from which on a file is a long one, which waits for others of its kind and keeps no short one waiting, 1 MB or
 *            more
 * @param longFiles long ones that are looked into at once, 1 to 32
 * @param workspace a directory of this process's own, which is emptied at its start
 * @param workspaceSize what files under way may take there
 */
@Validated
@ConfigurationProperties("millrace.file")
public record FileSettings(@DefaultValue("5GB") DataSize maxSize, @DefaultValue("100MB") DataSize formSize,
		@DefaultValue("16MB") DataSize partSize,
		@DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 7) Duration slipFor,
		@DefaultValue("15m") @DurationMin(minutes = 1) @DurationMax(hours = 12) Duration urlFor,
		@DefaultValue("3") @Min(1) @Max(20) int attempts, @DefaultValue("32MB") DataSize longFrom,
		@DefaultValue("1") @Min(1) @Max(32) int longFiles,
		@DefaultValue("${java.io.tmpdir}/millrace-files") Path workspace,
		@DefaultValue("8GB") DataSize workspaceSize) {

	private static final int MOST_PARTS = 10_000;
	private static final DataSize LARGEST_WRITE = DataSize.ofGigabytes(5);

	/** Bytes of a part of a file of that length. */
	public long partBytes(long bytes) {
		long mebibyte = 1 << 20;
		return Math.max(partSize.toBytes(), Math.ceilDiv(Math.ceilDiv(bytes, MOST_PARTS), mebibyte) * mebibyte);
	}

	@AssertTrue(message = "max-size must be 1 MB to 1 TB, form-size 1 MB to 5 GB, part-size 5 MB to 5 GB")
	boolean isWithinTheBucketsLimits() {
		return between(maxSize, DataSize.ofMegabytes(1), DataSize.ofTerabytes(1))
				&& between(formSize, DataSize.ofMegabytes(1), LARGEST_WRITE)
				&& between(partSize, DataSize.ofMegabytes(5), LARGEST_WRITE);
	}

	@AssertTrue(message = "long-from must be 1 MB or more")
	boolean isLongEnough() {
		return longFrom.compareTo(DataSize.ofMegabytes(1)) >= 0;
	}

	@AssertTrue(message = "workspace-size must be at least max-size times long-files: a file is looked into whole")
	boolean isRoomForTheLargest() {
		return workspaceSize.toBytes() / longFiles >= maxSize.toBytes();
	}

	private static boolean between(DataSize size, DataSize least, DataSize most) {
		return size.compareTo(least) >= 0 && size.compareTo(most) <= 0;
	}
}
