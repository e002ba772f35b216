package dev.millrace.cloud.s3.bucket;

import java.util.Arrays;
import java.util.Optional;

import dev.millrace.cloud.s3.protocol.Query;
import dev.millrace.cloud.s3.protocol.S3Error;

/** What a bucket can be told, and gives back as it was told. CORS and notifications do what they say; the rest is kept. */
enum Kept {
	CORS("cors", "CORSConfiguration", "NoSuchCORSConfiguration"),
	NOTIFICATION("notification", "NotificationConfiguration", ""),
	LIFECYCLE("lifecycle", "LifecycleConfiguration", "NoSuchLifecycleConfiguration"),
	PUBLIC_ACCESS_BLOCK("publicAccessBlock", "PublicAccessBlockConfiguration", "NoSuchPublicAccessBlockConfiguration"),
	OWNERSHIP_CONTROLS("ownershipControls", "OwnershipControls", "OwnershipControlsNotFoundError"),
	TAGGING("tagging", "Tagging", "NoSuchTagSet");

	private final String parameter;
	private final String root;
	private final String absent;

	Kept(String parameter, String root, String absent) {
		this.parameter = parameter;
		this.root = root;
		this.absent = absent;
	}

	static Optional<Kept> of(Query query) {
		return Arrays.stream(values()).filter(kept -> query.has(kept.parameter)).findFirst();
	}

	String parameter() {
		return parameter;
	}

	/** The root element of its document. */
	String root() {
		return root;
	}

	/** What S3 answers while a bucket has not been told. */
	S3Error absent() {
		return new S3Error(404, absent, "The %s does not exist".formatted(root));
	}
}
