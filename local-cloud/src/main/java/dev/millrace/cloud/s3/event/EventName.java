package dev.millrace.cloud.s3.event;

/** What can happen to an object, as events name it. */
public enum EventName {
	PUT("ObjectCreated:Put"),
	POST("ObjectCreated:Post"),
	COPY("ObjectCreated:Copy"),
	COMPLETE_MULTIPART_UPLOAD("ObjectCreated:CompleteMultipartUpload"),
	DELETE("ObjectRemoved:Delete"),
	DELETE_MARKER_CREATED("ObjectRemoved:DeleteMarkerCreated");

	private final String text;

	EventName(String text) {
		this.text = text;
	}

	boolean isCreation() {
		return text.startsWith("ObjectCreated:");
	}

	@Override
	public String toString() {
		return text;
	}
}
