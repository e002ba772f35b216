package dev.millrace.file;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** What clients are handed to send and fetch content by themselves, without keys of AWS. Methods that ask may throw {@link Unavailable}. */
public interface Slips {

	/** Begins an upload in parts; its id. */
	String begin(String file, String contentType);

	/** Where and with which fields a form brings the whole content. */
	Form form(StoredFile file);

	/** Where to PUT that part. */
	URI part(StoredFile file, Upload.Multipart multipart, int number);

	/** The parts that are there, by number, in order; none where the upload is not known any more. */
	List<Part> parts(StoredFile file, Upload.Multipart multipart);

	/** Makes the parts one object. Nothing happens where that was done before. */
	void complete(StoredFile file, Upload.Multipart multipart, List<Part> parts);

	/** Gives up an upload in parts; one that is not known is as good as given up. */
	void abort(String file, Upload.Multipart multipart);

	/**
	 * A form to POST as multipart/form-data.
	 *
	 * @param fields to come before the field {@code file}
	 */
	record Form(URI url, Map<String, String> fields) {}

	/** A part that is there. */
	record Part(int number, long bytes, String eTag) {}
}
