import { listed } from '../words.ts';
import type { Outage } from './outages.ts';
import { WORKER_KINDS } from './workers-alive.ts';

/** An outage that one or several kinds of worker share. */
export interface OutageGroup {
	kinds: Outage['kind'][];
	from: Date;
	/** Null while it goes on. */
	to: Date | null;
	/** Every one of them had been stopped in good order. */
	stopped: boolean;
}

/** Outages of several kinds that overlap for this share of the time that they take together are one. */
const SAME = 2 / 3;

/** Tells outages that came together as one; the oldest first. */
export function groupOutages(outages: Outage[], now: Date): OutageGroup[] {
	const groups: OutageGroup[] = [];
	for (const { kind, ...outage } of outages.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
		const group = groups.find(({ kinds, ...other }) => !kinds.includes(kind) && isSame(other, outage, now));
		if (group) join(group, kind, outage);
		else groups.push({ kinds: [kind], ...outage });
	}
	return groups;
}

/** "All workers", "Prediction worker", "Prediction and settlement workers". */
export function whoWasDown(kinds: Outage['kind'][]): string {
	if (WORKER_KINDS.every((kind) => kinds.includes(kind))) return 'All workers';
	const names = listed(WORKER_KINDS.filter((kind) => kinds.includes(kind)));
	return `${names.charAt(0).toUpperCase()}${names.slice(1)} ${kinds.length === 1 ? 'worker' : 'workers'}`;
}

type Span = Omit<Outage, 'kind'>;

function isSame(one: Span, other: Span, now: Date): boolean {
	if ((one.to === null) !== (other.to === null)) return false;
	const [from, to] = [one, other].reduce<[number, number]>(
		([latest, earliest], span) => [
			Math.max(latest, span.from.getTime()),
			Math.min(earliest, (span.to ?? now).getTime()),
		],
		[-Infinity, Infinity],
	);
	const together =
		Math.max((one.to ?? now).getTime(), (other.to ?? now).getTime()) -
		Math.min(one.from.getTime(), other.from.getTime());
	return to - from >= together * SAME;
}

function join(group: OutageGroup, kind: Outage['kind'], { from, to, stopped }: Span): void {
	group.kinds.push(kind);
	if (from < group.from) group.from = from;
	if (group.to && to && to > group.to) group.to = to;
	group.stopped &&= stopped;
}
