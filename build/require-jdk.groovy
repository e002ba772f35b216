import org.apache.maven.artifact.versioning.DefaultArtifactVersion
import org.apache.maven.plugins.toolchain.jdk.ToolchainDiscoverer

// Says in one sentence what the toolchains plugin, which looks in the same places, says in a page about toolchains.xml.

def named = session.lookup('org.apache.maven.toolchain.ToolchainManager').getToolchains(session, 'jdk', [version: '[25,)'])
if (!named.isEmpty()) {
	return
}
def found = new ToolchainDiscoverer().discoverToolchains().toolchains.collect { it.provides.getProperty('version') }
if (!found.any { it != null && new DefaultArtifactVersion(it).majorVersion >= 25 }) {
	System.err.println("Millrace needs a JDK 25 or newer, and this machine has ${found.isEmpty() ? 'none' : found.join(', ')}: " +
			'install one, or set JAVA25_HOME or JAVA_HOME to where it lies.')
	System.err.flush()
	Runtime.runtime.halt(1)
}
