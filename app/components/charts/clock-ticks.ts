import { formatClock } from '../../time/format.ts';

export interface ClockTick {
	label: string;
	/** Where it is between the two times, 0 to 1. */
	share: number;
}

const QUARTER = 15 * 60_000;
const EVERY_HOURS = 6;
/** A label at the very edge would be cut off. */
const EDGE = 0.03;

/** Every sixth hour of the zone's clocks between two times, in milliseconds since 1970. */
export function clockTicks(from: number, to: number, timeZone: string): ClockTick[] {
	const ticks: ClockTick[] = [];
	// Zones are whole quarters of an hour away from UTC.
	for (let at = Math.ceil(from / QUARTER) * QUARTER; at <= to; at += QUARTER) {
		const label = formatClock(new Date(at), timeZone);
		const [hour, minute] = label.split(':').map(Number);
		if (minute !== 0 || Number(hour) % EVERY_HOURS !== 0) continue;
		const share = (at - from) / (to - from || 1);
		if (share >= EDGE && share <= 1 - EDGE) ticks.push({ label, share });
	}
	return ticks;
}
