package dev.millrace.inspection.data;

/** What JSON knows, with numbers told apart by whether they have a fraction or an exponent. */
enum JsonType {
	OBJECT, ARRAY, STRING, INTEGER, DECIMAL, BOOLEAN, NULL
}
