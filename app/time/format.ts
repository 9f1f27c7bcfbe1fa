const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The one way that the console writes times: "Sun 25 May 15:00", in the given zone. Assembled from
 * parts, so that servers and browsers write the same.
 */
export function formatTime(at: Date, timeZone: string): string {
	const { weekday, day, month, hour, minute } = partsOf(at, timeZone);
	return `${weekday} ${day} ${month} ${hour}:${minute}`;
}

/** "Sun 15:00", for times within a few days. */
export function formatWeekday(at: Date, timeZone: string): string {
	const { weekday, hour, minute } = partsOf(at, timeZone);
	return `${weekday} ${hour}:${minute}`;
}

/** "15:00". */
export function formatClock(at: Date, timeZone: string): string {
	const { hour, minute } = partsOf(at, timeZone);
	return `${hour}:${minute}`;
}

/** "Sun 25 May". */
export function formatDay(at: Date, timeZone: string): string {
	const { weekday, day, month } = partsOf(at, timeZone);
	return `${weekday} ${day} ${month}`;
}

/** "Sun 25 May 2025", for days of any year. */
export function formatDate(at: Date, timeZone: string): string {
	const { weekday, day, month, year } = partsOf(at, timeZone);
	return `${weekday} ${day} ${month} ${year}`;
}

/** "in 12 min", "3 h ago", "now": rounded down, so that nothing is promised too early. */
export function formatRelative(at: Date, now: Date): string {
	const distance = at.getTime() - now.getTime();
	const amount = Math.abs(distance);
	if (amount < MINUTE) return 'now';
	const words = formatDuration(amount);
	return distance > 0 ? `in ${words}` : `${words} ago`;
}

/** "40 s", "29 min", "2 h 5 min", "3 days": milliseconds in words, rounded down. */
export function formatDuration(ms: number): string {
	if (ms < MINUTE) return `${Math.floor(ms / 1_000)} s`;
	if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
	return ms < 2 * DAY ? hoursAndMinutes(ms) : `${Math.floor(ms / DAY)} days`;
}

function hoursAndMinutes(amount: number): string {
	const hours = Math.floor(amount / HOUR);
	const minutes = Math.floor((amount % HOUR) / MINUTE);
	return hours >= 12 || minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

interface TimeParts {
	weekday: string;
	day: string;
	month: string;
	year: string;
	hour: string;
	minute: string;
}

/** By zone and minute: pages tell the same kick-offs again and again, and taking a time apart costs most of what a row of a table does. */
const known = new Map<string, TimeParts>();
/** A few megabytes. */
const MOST_KNOWN = 20_000;

function partsOf(at: Date, timeZone: string): TimeParts {
	const key = `${timeZone} ${Math.floor(at.getTime() / MINUTE)}`;
	let parts = known.get(key);
	if (!parts) {
		if (known.size >= MOST_KNOWN) known.clear();
		parts = takeApart(at, timeZone);
		known.set(key, parts);
	}
	return parts;
}

function takeApart(at: Date, timeZone: string): TimeParts {
	const parts = formatOf(timeZone).formatToParts(at);
	const part = (type: Intl.DateTimeFormatPartTypes) =>
		parts.find((found) => found.type === type)?.value ?? '';
	return {
		weekday: part('weekday'),
		day: part('day'),
		month: part('month'),
		year: part('year'),
		hour: part('hour'),
		minute: part('minute'),
	};
}

/** To make one costs about forty times what using it does, and a page writes hundreds of times in two zones. */
const formats = new Map<string, Intl.DateTimeFormat>();
/** More zones than operators are in. */
const MOST_FORMATS = 50;

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	});
	if (formats.size >= MOST_FORMATS) formats.clear();
	formats.set(timeZone, format);
	return format;
}
