import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean

import sun.misc.Signal

// Starts the runner as a process of its own and stays until it has ended, so that the prompt comes back only when
// everything is down.

def stopSeconds = 30
def root = session.request.multiModuleProjectDirectory

// Maven would put its own dozen lines after the one sentence that says what is wrong.
def fail(int code) {
	System.out.flush()
	Runtime.runtime.halt(code)
}

def jdk = session.lookup('org.apache.maven.toolchain.ToolchainManager').getToolchainFromBuildContext('jdk', session)

// Ctrl-C reaches every process of the terminal; the runner is started deaf to it, and is told to stop from here.
def command = ['sh', '-c', 'trap "" INT; exec "$@"', 'sh', jdk.findTool('java'), '-Xmx128m', '-XX:+UseSerialGC',
	'--sun-misc-unsafe-memory-access=allow', "-Dmillrace.root=${root}".toString(),
	"-Dmillrace.parent-pid=${ProcessHandle.current().pid()}".toString()]
session.userProperties.stringPropertyNames().findAll { it.startsWith('millrace.') }.each {
	command << "-D${it}=${session.userProperties.getProperty(it)}".toString()
}
command += ['-jar', new File(root, 'local-cloud/target/local-cloud.jar').path]

// Part of the build: once for each new jar, and then the platform starts in a third of the time.
println 'Preparing the services to start fast ...'
new ProcessBuilder(command + 'warm').inheritIO().start().waitFor()

def runner = new ProcessBuilder(command + 'run').inheritIO().start()

def stopping = new AtomicBoolean()
def stop = { int code ->
	stopping.set(true)
	runner.toHandle().destroy()
	if (!runner.waitFor(stopSeconds, TimeUnit.SECONDS)) {
		System.err.println("The runner did not stop in ${stopSeconds} s and is killed.")
		runner.destroyForcibly().waitFor()
	}
	Runtime.runtime.halt(code)
}
Signal.handle(new Signal('TERM')) { stop(0) }
Signal.handle(new Signal('INT')) { stop(130) }

def code = runner.waitFor()
while (stopping.get()) {
	// Maven must not return by itself now: the signal's thread ends it, with the right code.
	sleep(1000)
}
if (code != 0) {
	fail(code)
}
