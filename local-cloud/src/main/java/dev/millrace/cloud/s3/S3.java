package dev.millrace.cloud.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import dev.millrace.cloud.s3.bucket.BucketCalls;
import dev.millrace.cloud.s3.bucket.Configurations;
import dev.millrace.cloud.s3.bucket.Cors;
import dev.millrace.cloud.s3.event.Notifications;
import dev.millrace.cloud.s3.protocol.ObjectPath;
import dev.millrace.cloud.s3.protocol.Query;
import dev.millrace.cloud.s3.protocol.S3Error;
import dev.millrace.cloud.s3.signature.FormPolicy;
import dev.millrace.cloud.s3.signature.PresignedUrl;
import dev.millrace.cloud.s3.signature.Secrets;
import dev.millrace.cloud.s3.store.NamedBlobStore;
import dev.millrace.cloud.s3.store.ObservedBlobStore;
import dev.millrace.cloud.sqs.Queues;

/**
 * S3. Requests that are signed in a header are taken as they come, like all others here; what is handed to strangers,
 * presigned URLs and forms, is checked as S3 does.
 */
public final class S3 extends Handler.Wrapper {
	private static final Logger LOG = LoggerFactory.getLogger(S3.class);

	private final Cors cors;
	private final PresignedUrl presigned;
	private final BucketCalls bucketCalls;
	private final PostForm form;
	private final Notifications notifications;

	private S3(Engine engine, Cors cors, PresignedUrl presigned, BucketCalls bucketCalls, PostForm form,
			Notifications notifications) {
		super(engine);
		this.cors = cors;
		this.presigned = presigned;
		this.bucketCalls = bucketCalls;
		this.form = form;
		this.notifications = notifications;
	}

	/** Answers S3 requests; its files lie in {@code directory}. */
	public static S3 on(Path directory, Secrets secrets, Queues queues, InstantSource clock) throws Exception {
		var configurations = new Configurations(directory.resolve("configurations"));
		var notifications = Notifications.in(directory.resolve("outbox"), queues, configurations::notifications,
				configurations::forget, clock);
		var files = NamedBlobStore.on(directory.resolve("buckets"));
		var objects = new ObservedBlobStore(files, notifications.events());
		notifications.start(files);
		return new S3(Engine.on(objects), new Cors(configurations), new PresignedUrl(secrets, clock),
				new BucketCalls(configurations, notifications, files),
				new PostForm(objects, new FormPolicy(secrets), directory.resolve("spool")), notifications);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		try {
			answer(ObjectPath.of(request), request, response, callback);
		} catch (S3Error e) {
			refuse(e, request, response, callback);
		} catch (IOException | RuntimeException e) {
			refuse(refusal(e).orElseGet(() -> {
				LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
				return S3Error.internal();
			}), request, response, callback);
		}
		return true;
	}

	private static void refuse(S3Error error, Request request, Response response, Callback callback) {
		RestOfBody.read(request);
		error.answer(request, response, callback);
	}

	@Override
	protected void doStop() throws Exception {
		super.doStop();
		notifications.stop();
	}

	private void answer(ObjectPath path, Request request, Response response, Callback callback) throws Exception {
		if (request.getMethod().equals("OPTIONS")) {
			cors.preflight(path.bucket(), request, response, callback);
			return;
		}
		cors.admit(path.bucket(), request, response.getHeaders());
		if (path.isBucket() && PostForm.isOne(request)) {
			form.answer(path, request, response, callback);
			return;
		}
		var query = Query.of(request);
		authorize(request, query);
		var checked = BodyDigest.checked(request);
		if (path.isBucket() && bucketCalls.isOne(query)) {
			bucketCalls.answer(path.bucket(), query, checked, response, callback);
		} else {
			super.handle(checked, response, callback);
		}
	}

	private void authorize(Request request, Query query) {
		if (PresignedUrl.isOne(query)) {
			presigned.check(request, query);
		} else if (!request.getHeaders().contains(HttpHeader.AUTHORIZATION)) {
			throw S3Error.accessDenied("Access Denied");
		}
	}

	/** What the engine refuses; of a body with another checksum it says so while somebody else reads, who wraps it. */
	private static Optional<S3Error> refusal(Exception e) {
		return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
				.filter(AwsServiceException.class::isInstance)
				.map(cause -> translated((AwsServiceException) cause))
				.findFirst();
	}

	private static S3Error translated(AwsServiceException e) {
		var code = S3Exceptions.errorCode(e);
		var details = e.awsErrorDetails();
		return new S3Error(e.statusCode(), code == null ? "InvalidRequest" : code,
				details == null || details.errorMessage() == null ? "The request was refused."
						: details.errorMessage());
	}
}
