package dev.millrace.system.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/** AWS documents it, the local cloud does it, LocalStack 4.14.0 does something else, which docs/localstack.md lists. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("local-cloud")
@interface NotOnLocalStack {

	/** What LocalStack does. */
	String value();
}
