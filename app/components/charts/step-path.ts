/** A point of a line of steps: its value holds until the next point; null is a break. */
export interface StepPoint {
	/** Milliseconds since 1970. */
	at: number;
	/** 0 to 100. */
	percentage: number | null;
}

/** Where a line of steps runs, as SVG paths in a box that is 1000 wide and 100 high. */
export interface StepPaths {
	line: string;
	/** Between the line and the bottom. */
	below: string;
	/** Between the line and the top. */
	above: string;
}

const WIDTH = 1_000;
const HEIGHT = 100;

/** @param points the oldest first @param span the times, in milliseconds since 1970, at the box's left and right */
export function stepPaths(points: StepPoint[], { from, to }: { from: number; to: number }): StepPaths {
	const x = (at: number) => round(((Math.min(at, to) - from) / (to - from || 1)) * WIDTH);
	const paths: StepPaths = { line: '', below: '', above: '' };
	let run: string[] = [];
	let start = 0;
	points.forEach(({ at, percentage }, index) => {
		if (percentage === null) return;
		const end = points[index + 1];
		if (run.length === 0) start = x(at);
		run.push(`${x(at)} ${round(HEIGHT - percentage)}H${x(end?.at ?? to)}`);
		if (end && end.percentage !== null) return;
		const line = `M${run.join('L')}`;
		paths.line += line;
		paths.below += `${line}V${HEIGHT}H${start}Z`;
		paths.above += `${line}V0H${start}Z`;
		run = [];
	});
	return paths;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
