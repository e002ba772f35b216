package dev.millrace.cloud.s3.store;

import java.io.InputStream;
import java.util.List;

import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Multipart uploads of objects with any key. */
abstract class NamedUploads extends ForwardingBlobStore {
	NamedUploads(BlobStore files) {
		super(files);
	}

	@Override
	public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
		var upload = super.initiateMultipartUpload(named(request));
		return new MultipartUpload(upload.id(), request, upload.response());
	}

	@Override
	public void abortMultipartUpload(MultipartUpload upload) {
		super.abortMultipartUpload(named(upload));
	}

	@Override
	public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
			CompleteMultipartUploadRequest request) {
		return super.completeMultipartUpload(named(upload),
				request.toBuilder().key(KeyNames.name(upload.blobName())).build());
	}

	@Override
	public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request,
			InputStream content) {
		if (!isUnderWay(upload)) {
			throw new S3ProxyException(S3ErrorCode.NO_SUCH_UPLOAD);
		}
		return super.uploadMultipartPart(named(upload),
				request.toBuilder().key(KeyNames.name(upload.blobName())).build(), content);
	}

	@Override
	public UploadPartCopyResponse copyMultipartPart(MultipartUpload upload, UploadPartCopyRequest request) {
		return super.copyMultipartPart(named(upload), request.toBuilder()
				.sourceKey(KeyNames.name(request.sourceKey()))
				.destinationKey(KeyNames.name(upload.blobName()))
				.build());
	}

	@Override
	public List<Part> listMultipartUpload(MultipartUpload upload) {
		return super.listMultipartUpload(named(upload));
	}

	@Override
	public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
		return super.listMultipartUploads(bucket)
				.stream()
				.map(upload -> upload.toBuilder().key(KeyNames.key(upload.key())).build())
				.toList();
	}

	/** The engine's store would take parts of an upload that was never begun, or has ended. */
	private boolean isUnderWay(MultipartUpload upload) {
		return delegate().blobExists(upload.containerName(),
				".mpus-%s-%s-stub".formatted(upload.id(), KeyNames.name(upload.blobName())));
	}

	private static MultipartUpload named(MultipartUpload upload) {
		return new MultipartUpload(upload.id(), named(upload.request()), upload.response());
	}

	private static CreateMultipartUploadRequest named(CreateMultipartUploadRequest request) {
		return request.toBuilder().key(KeyNames.name(request.key())).build();
	}
}
