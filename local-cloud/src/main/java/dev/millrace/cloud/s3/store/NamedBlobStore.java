package dev.millrace.cloud.s3.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3Proxy's store of files, with the keys that S3 allows instead of those that a file system does. */
public final class NamedBlobStore extends NamedUploads {
	private NamedBlobStore(BlobStore files) {
		super(files);
	}

	/** Opens what lies in that directory, and tidies up what a kill has left. */
	public static BlobStore on(Path directory) throws IOException {
		Files.createDirectories(directory);
		Leftovers.deleteUnder(directory);
		return new NamedBlobStore(new FilesystemNio2BlobStore(directory.toString()));
	}

	@Override
	public ListObjectsV2Response list(ListObjectsV2Request request) {
		var page = super.list(request.toBuilder()
				.prefix(prefix(request.prefix()))
				.startAfter(name(request.startAfter()))
				.continuationToken(name(request.continuationToken()))
				.build());
		return page.toBuilder()
				.contents(page.contents()
						.stream()
						.filter(object -> KeyNames.isObject(object.key()))
						.map(NamedBlobStore::withKey)
						.toList())
				.commonPrefixes(page.commonPrefixes().stream().map(NamedBlobStore::withKey).toList())
				.nextContinuationToken(key(page.nextContinuationToken()))
				.build();
	}

	@Override
	public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
		var page = super.listVersions(
				request.toBuilder().prefix(prefix(request.prefix())).keyMarker(name(request.keyMarker())).build());
		return page.toBuilder()
				.versions(page.versions()
						.stream()
						.map(version -> version.toBuilder().key(KeyNames.key(version.key())).build())
						.toList())
				.deleteMarkers(page.deleteMarkers()
						.stream()
						.map(marker -> marker.toBuilder().key(KeyNames.key(marker.key())).build())
						.toList())
				.commonPrefixes(page.commonPrefixes().stream().map(NamedBlobStore::withKey).toList())
				.nextKeyMarker(key(page.nextKeyMarker()))
				.build();
	}

	@Override
	public boolean blobExists(String bucket, String key) {
		return super.blobExists(bucket, KeyNames.name(key));
	}

	@Override
	public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
		return super.putBlob(request.toBuilder().key(KeyNames.name(request.key())).build(), content);
	}

	@Override
	public CopyObjectResponse copyBlob(CopyObjectRequest request) {
		return super.copyBlob(request.toBuilder()
				.sourceKey(KeyNames.name(request.sourceKey()))
				.destinationKey(KeyNames.name(request.destinationKey()))
				.build());
	}

	@Override
	public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
		return super.blobMetadata(request.toBuilder().key(KeyNames.name(request.key())).build());
	}

	@Override
	public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
		return super.getBlob(request.toBuilder().key(KeyNames.name(request.key())).build());
	}

	@Override
	public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
		return super.removeBlob(request.toBuilder().key(KeyNames.name(request.key())).build());
	}

	@Override
	public ObjectCannedACL getBlobAccess(String bucket, String key) {
		return super.getBlobAccess(bucket, KeyNames.name(key));
	}

	@Override
	public ObjectCannedACL getBlobAccess(String bucket, String key, @Nullable String versionId) {
		return super.getBlobAccess(bucket, KeyNames.name(key), versionId);
	}

	@Override
	public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
		super.setBlobAccess(bucket, KeyNames.name(key), access);
	}

	@Override
	public void setBlobAccess(String bucket, String key, ObjectCannedACL access, @Nullable String versionId) {
		super.setBlobAccess(bucket, KeyNames.name(key), access, versionId);
	}

	@Override
	public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
		return super.getBlobAcl(request.toBuilder().key(KeyNames.name(request.key())).build());
	}

	private static S3Object withKey(S3Object object) {
		return object.toBuilder().key(KeyNames.key(object.key())).build();
	}

	private static CommonPrefix withKey(CommonPrefix prefix) {
		return prefix.toBuilder().prefix(KeyNames.key(prefix.prefix())).build();
	}

	private static @Nullable String name(@Nullable String key) {
		return Optional.ofNullable(key).map(KeyNames::name).orElse(null);
	}

	private static @Nullable String prefix(@Nullable String prefix) {
		return Optional.ofNullable(prefix).map(KeyNames::prefix).orElse(null);
	}

	private static @Nullable String key(@Nullable String name) {
		return Optional.ofNullable(name).map(KeyNames::key).orElse(null);
	}
}
