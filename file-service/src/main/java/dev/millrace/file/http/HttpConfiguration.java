package dev.millrace.file.http;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What answers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
@Import({FilesRoute.class, UploadRoute.class, SimpleUploadRoute.class, ContentRoute.class, UnavailableAdvice.class})
class HttpConfiguration {}
