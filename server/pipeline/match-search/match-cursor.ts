import { Prisma } from '../../../prisma/generated/client.ts';
import { AppError } from '../../errors.ts';
import type { MatchCondition } from '../match-condition.ts';
import type { KickoffOrder, PlacedMatch } from './ordered-matches.ts';

/** The place of a match in the list, as an address can hold it. */
export function cursorAt({ kickoffAt, id }: PlacedMatch): string {
	return `${kickoffAt.getTime()}-${id}`;
}

/**
 * Matches that come after the place in an order.
 * @throws AppError 'invalid' for a cursor that names no place
 */
export function beyond(cursor: string, order: KickoffOrder): MatchCondition {
	const [, time, id] = /^(-?\d{1,13})-([^\s\0]{1,100})$/.exec(cursor) ?? [];
	if (time === undefined || id === undefined) {
		throw new AppError('invalid', 'This page of matches does not exist: begin with the first.');
	}
	const place = Prisma.sql`(${new Date(Number(time))}::timestamptz, ${id})`;
	return order === 'up'
		? Prisma.sql`(m."kickoffAt", m.id) > ${place}`
		: Prisma.sql`(m."kickoffAt", m.id) < ${place}`;
}
