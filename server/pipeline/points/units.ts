import type { PointsUnit } from '../../../prisma/generated/enums.ts';

/** The times that `ModelPoints` adds up, each from those before it; the names are those of `date_trunc`, too. */
export const UNITS = ['day', 'month', 'year', 'decade'] as const satisfies PointsUnit[];

export interface Span {
	from: Date;
	/** Not included. */
	to: Date;
}

/** Neighbouring units of one kind. */
export interface WholeUnits extends Span {
	unit: PointsUnit;
}

/** The whole units (UTC) that make up a time, as large as they can be, and the parts of days that are left at its ends. */
export function unitsWithin(time: Span): { units: WholeUnits[]; rest: Span[] } {
	const units: WholeUnits[] = [];
	let rest = [time].filter(isSome);
	for (const unit of UNITS.toReversed()) {
		rest = rest.flatMap((span) => {
			const whole = within(unit, span);
			if (!isSome(whole)) return [span];
			units.push({ unit, ...whole });
			return [
				{ from: span.from, to: whole.from },
				{ from: whole.to, to: span.to },
			].filter(isSome);
		});
	}
	return { units, rest };
}

/** The units of one kind that lie in a time as a whole; it ends before it begins when there is none. */
export function within(unit: PointsUnit, { from, to }: Span): Span {
	const begun = startOf(unit, from);
	return { from: begun < from ? startOf(unit, from, 1) : begun, to: startOf(unit, to) };
}

function isSome({ from, to }: Span): boolean {
	return from < to;
}

/** The beginning of the unit (UTC) that a time lies in, or of one so many later. */
function startOf(unit: PointsUnit, time: Date, later = 0): Date {
	const [year, month] = [time.getUTCFullYear(), time.getUTCMonth()];
	switch (unit) {
		case 'day':
			return new Date(Date.UTC(year, month, time.getUTCDate() + later));
		case 'month':
			return new Date(Date.UTC(year, month + later, 1));
		case 'year':
			return new Date(Date.UTC(year + later, 0, 1));
		case 'decade':
			return new Date(Date.UTC(year - (year % 10) + 10 * later, 0, 1));
	}
}
