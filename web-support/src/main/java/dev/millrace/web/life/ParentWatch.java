package dev.millrace.web.life;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** Ends the service, in order, when the process that started it dies without having stopped it: no orphan stays. */
class ParentWatch implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(ParentWatch.class);

	private final long parent;

	ParentWatch(long parent) {
		this.parent = parent;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		Thread.ofPlatform().name("parent-watch").daemon().start(() -> {
			ProcessHandle.of(parent).ifPresent(process -> process.onExit().join());
			log.warn("Process {}, which started this service, is gone: stopping", parent);
			System.exit(1);
		});
	}
}
