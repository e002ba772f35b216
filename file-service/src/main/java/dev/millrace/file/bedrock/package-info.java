/** Amazon Bedrock: a model that says what a text is about. Off unless a model is set. */
@NullMarked
package dev.millrace.file.bedrock;

import org.jspecify.annotations.NullMarked;
