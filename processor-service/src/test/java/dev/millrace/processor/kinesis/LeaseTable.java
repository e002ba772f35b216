package dev.millrace.processor.kinesis;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.exceptions.DependencyException;

/** The lease table in memory, with the conditions of the library's own writes. */
final class LeaseTable {

	private final Map<String, Lease> items = new TreeMap<>();
	private boolean down;

	static Lease lease(String shard, @Nullable String owner, long renewals) {
		var lease = new Lease();
		lease.leaseKey(shard);
		lease.leaseOwner(owner);
		lease.leaseCounter(renewals);
		return lease;
	}

	void put(Lease lease) {
		items.put(lease.leaseKey(), lease);
	}

	void goDown() {
		down = true;
	}

	List<Lease> list() {
		return items.values().stream().map(Lease::copy).toList();
	}

	boolean holds(String key) {
		return items.containsKey(key);
	}

	@Nullable
	String owner(String shard) {
		return Objects.requireNonNull(items.get(shard)).leaseOwner();
	}

	/** What the library gives to a worker of this name. */
	LeaseCoordinator coordinator(String worker) {
		LeaseRefresher refresher = proxy(LeaseRefresher.class, this::call);
		return proxy(LeaseCoordinator.class, (method, _) -> switch (method) {
			case "workerIdentifier" -> worker;
			case "leaseRefresher" -> refresher;
			case "isRunning" -> true;
			default -> throw new AssertionError(method);
		});
	}

	private @Nullable Object call(String method, Object[] with) throws DependencyException {
		if (down) {
			throw new DependencyException(new IllegalStateException("the table is down"));
		}
		return switch (method) {
			case "listLeases" -> list();
			case "deleteLease" -> items.remove(((Lease) with[0]).leaseKey());
			case "evictLease" -> evict((Lease) with[0]);
			case "takeLease" -> take((Lease) with[0], (String) with[1]);
			default -> throw new AssertionError(method);
		};
	}

	private boolean evict(Lease lease) {
		Lease now = Objects.requireNonNull(items.get(lease.leaseKey()));
		if (!Objects.equals(now.leaseOwner(), lease.leaseOwner())) {
			return false;
		}
		put(lease(now.leaseKey(), null, now.leaseCounter() + 1));
		return true;
	}

	private boolean take(Lease lease, String owner) {
		Lease now = Objects.requireNonNull(items.get(lease.leaseKey()));
		if (!Objects.equals(now.leaseCounter(), lease.leaseCounter())) {
			return false;
		}
		put(lease(now.leaseKey(), owner, now.leaseCounter() + 1));
		return true;
	}

	private interface Calls {
		@Nullable
		Object call(String method, Object[] with) throws DependencyException;
	}

	private static <T> T proxy(Class<T> type, Calls calls) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
				(_, method, with) -> calls.call(method.getName(), with == null ? new Object[0] : with)));
	}
}
