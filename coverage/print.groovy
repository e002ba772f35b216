// Adds up the report's rows and prints the two figures, last thing of the test command.
def report = new File(project.build.directory, 'site/jacoco-aggregate/jacoco.csv')
if (report.exists()) {
	def rows = report.readLines()*.split(',')
	def columns = rows.head().toList()
	def share = { what ->
		def sum = { name -> rows.tail().sum { it[columns.indexOf(name)] as long } }
		def covered = sum("${what}_COVERED".toString())
		def all = covered + sum("${what}_MISSED".toString())
		"${what.toLowerCase()} ${String.format(Locale.ROOT, '%.1f', 100.0 * covered / all)} % (${covered} of ${all})"
	}
	println "Coverage over all modules: ${share('LINE')}, ${share('BRANCH')}"
}
