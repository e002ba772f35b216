package dev.millrace.ingest.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

import dev.millrace.ingest.IntakeMeter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchemaProperties.class)
class SchemaConfiguration {

	private static final String BUCKET = "s3://";

	/** What is only there where schemas are. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("millrace.ingest.schemas.location")
	static class WithLocation {

		@Bean
		Schemas schemas(SchemaProperties properties, IntakeMeter meter) {
			String location = Objects.requireNonNull(properties.location());
			try {
				var schemas = new Schemas(files(location), properties.mark().stream().map(TypePattern::new).toList());
				meter.schemas(schemas::count, schemas::broken);
				return schemas;
			} catch (IOException e) {
				throw new UncheckedIOException(
						"millrace.ingest.schemas.location: the schemas in '%s' cannot be read".formatted(location), e);
			}
		}

		@Bean
		SchemaReload schemaReload(Schemas schemas, SchemaProperties properties) {
			return new SchemaReload(schemas::reload, properties.reload());
		}

		@Bean
		SchemaHealth schemasHealthIndicator(Schemas schemas) {
			return new SchemaHealth(schemas);
		}

		private static SchemaFiles files(String location) {
			if (!location.startsWith(BUCKET)) {
				return new FolderFiles(Path.of(location));
			}
			String[] parts = location.substring(BUCKET.length()).split("/", 2);
			String prefix = parts.length < 2 || parts[1].isEmpty() || parts[1].endsWith("/") ? prefix(parts)
					: parts[1] + "/";
			return new BucketFiles(s3(), parts[0], prefix);
		}

		private static String prefix(String[] parts) {
			return parts.length < 2 ? "" : parts[1];
		}

		/** With the path style, which works with every bucket's name and every endpoint. */
		private static S3Client s3() {
			return S3Client.builder()
					.forcePathStyle(true)
					.httpClientBuilder(ApacheHttpClient.builder())
					.overrideConfiguration(client -> client.apiCallTimeout(Duration.ofSeconds(20)))
					.build();
		}
	}
}
