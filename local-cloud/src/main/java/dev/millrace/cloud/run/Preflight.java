package dev.millrace.cloud.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;

import dev.millrace.cloud.settings.SettingException;

/** What can be known to be wrong before anything is started: one sentence each, with the setting that changes it. */
final class Preflight {
	private Preflight() {}

	static void check(RunSettings settings, Services services) {
		checkFree(settings.port(), RunSettings.PORT);
		services.cloud().ifPresent(cloud -> {
			checkFree(cloud.port(), RunSettings.CLOUD_PORT);
			checkJar(cloud);
		});
		for (var service : services.platform()) {
			checkFree(service.port(), RunSettings.portSetting(service.name()));
			checkJar(service);
		}
	}

	private static void checkFree(int port, String setting) {
		try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return;
		} catch (IOException e) {
			throw new SettingException("Port %d is in use; choose another with -D%s=...".formatted(port, setting), e);
		}
	}

	private static void checkJar(Service service) {
		if (!Files.isReadable(service.jar())) {
			throw new SettingException("There is no %s; build it, or name the built repository with -Dmillrace.root=..."
					.formatted(service.jar()));
		}
	}
}
