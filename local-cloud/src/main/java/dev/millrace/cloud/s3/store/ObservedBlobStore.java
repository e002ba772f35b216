package dev.millrace.cloud.s3.store;

import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

import dev.millrace.cloud.s3.event.Change;
import dev.millrace.cloud.s3.event.EventName;
import dev.millrace.cloud.s3.event.ObjectEvents;

/** Tells of each object that comes or goes: that it will, before; that it has, after. */
public final class ObservedBlobStore extends ForwardingBlobStore {
	private final ObjectEvents events;
	private final ObjectLocks locks = new ObjectLocks();

	public ObservedBlobStore(BlobStore objects, ObjectEvents events) {
		super(objects);
		this.events = events;
	}

	@Override
	public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
		return put(request, content, EventName.PUT);
	}

	/** Stores what came in a browser's form. */
	public PutObjectResponse postBlob(PutObjectRequest request, InputStream content) {
		return put(request, content, EventName.POST);
	}

	@Override
	public CopyObjectResponse copyBlob(CopyObjectRequest request) {
		return locked(request.destinationBucket(), request.destinationKey(), EventName.COPY,
				() -> super.copyBlob(request));
	}

	@Override
	public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
			CompleteMultipartUploadRequest request) {
		return locked(upload.containerName(), upload.blobName(), EventName.COMPLETE_MULTIPART_UPLOAD,
				() -> super.completeMultipartUpload(upload, request));
	}

	@Override
	public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
		var lock = locks.of(request.bucket(), request.key());
		lock.lock();
		try {
			if (request.versionId() == null && !blobExists(request.bucket(), request.key())) {
				return super.removeBlob(request);
			}
			var intent = events.intend(request.bucket(), request.key(), EventName.DELETE);
			var answer = orWithdraw(intent, () -> super.removeBlob(request));
			intent.happened(Change.removal(Boolean.TRUE.equals(answer.deleteMarker()), answer.versionId()));
			return answer;
		} finally {
			lock.unlock();
		}
	}

	@Override
	public void deleteBucket(String bucket) {
		super.deleteBucket(bucket);
		events.forget(bucket);
	}

	private PutObjectResponse put(PutObjectRequest request, InputStream content, EventName name) {
		var lock = locks.of(request.bucket(), request.key());
		var intent = events.intend(request.bucket(), request.key(), name);
		try {
			var answer = orWithdraw(intent, () -> super.putBlob(request, new LockedAtItsEnd(content, lock)));
			lock.lock();
			intent.happened(Change.creation(Objects.requireNonNullElse(request.contentLength(), 0L),
					String.valueOf(answer.eTag()), answer.versionId()));
			return answer;
		} finally {
			unlock(lock);
		}
	}

	private <T> T locked(String bucket, String key, EventName name, Supplier<T> change) {
		var lock = locks.of(bucket, key);
		lock.lock();
		try {
			var intent = events.intend(bucket, key, name);
			var answer = orWithdraw(intent, change);
			intent.happened(Change.of(blobMetadata(bucket, key)));
			return answer;
		} finally {
			lock.unlock();
		}
	}

	private static <T> T orWithdraw(ObjectEvents.Intent intent, Supplier<T> change) {
		try {
			return change.get();
		} catch (RuntimeException e) {
			intent.withdraw();
			throw e;
		}
	}

	private static void unlock(ReentrantLock lock) {
		while (lock.isHeldByCurrentThread()) {
			lock.unlock();
		}
	}
}
