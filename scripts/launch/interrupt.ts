/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function interrupted(): Promise<void> {
	return new Promise((resolve) => {
		let asked = false;
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => {
				if (asked) process.exit(130);
				asked = true;
				resolve();
			});
		}
	});
}
