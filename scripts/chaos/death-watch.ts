/** Reads what the supervisor tells of its processes, and keeps the deaths that nobody caused. */
export interface DeathWatch {
	/** The named process is about to be killed. */
	expectKill(name: string): void;
	/** Takes what the supervisor reports: lines of a process's standard error, and that one has ended. */
	report(text: string): void;
	/** Processes that ended neither by a kill of ours nor by saying in a line why they cannot start. */
	crashes(): string[];
}

const ENDED = /^The (\S+) process ended \((.+)\); starting it again\.$/;
const CANNOT_START = /^The (\S+) worker cannot start: .*/m;

/** Characters of the last words that a crash is reported with. */
const LAST_WORDS = 600;

/** @param onRefusal gets the line of a worker that cannot start, as happens while a server is away */
export function createDeathWatch(onRefusal: (line: string) => void = () => undefined): DeathWatch {
	const killed = new Map<string, number>();
	const refused = new Set<string>();
	const crashes: string[] = [];
	let lastWords = '';

	function ended(name: string, how: string): void {
		const kills = killed.get(name) ?? 0;
		if (how === 'SIGKILL' && kills > 0) killed.set(name, kills - 1);
		else if (!refused.delete(name)) crashes.push(`the ${name} process ended (${how}): ${oneLine(lastWords)}`);
		lastWords = '';
	}

	return {
		expectKill(name) {
			killed.set(name, (killed.get(name) ?? 0) + 1);
		},
		report(text) {
			const [, name, how] = ENDED.exec(text) ?? [];
			if (name && how) return ended(name, how);
			const [refusal, refusing] = CANNOT_START.exec(text) ?? [];
			if (refusal && refusing) {
				refused.add(refusing);
				onRefusal(refusal);
			}
			lastWords = `${lastWords} ${text}`.slice(-LAST_WORDS);
		},
		crashes: () => [...crashes],
	};
}

function oneLine(text: string): string {
	return text.trim().replace(/\s+/g, ' ');
}
