import { shuffled } from '../seeded-random.ts';

export interface Pairing {
	home: string;
	away: string;
}

/**
 * A double round robin by the circle method: on each matchday every club plays once, in each half of the
 * season every club meets every other, and the second half has the first's matches with the sides swapped.
 *
 * @param clubs an even number of them
 */
export function doubleRoundRobin(clubs: readonly string[], random: () => number): Pairing[][] {
	const [fixed, ...circle] = shuffled(clubs, random);
	if (fixed === undefined || circle.length % 2 === 0)
		throw new RangeError('A round robin needs an even number of clubs');
	const firstHalf = circle.map((opponent, round) => {
		const rotated = [...circle.slice(round), ...circle.slice(0, round)];
		const pairs: Pairing[] = [
			round % 2 === 0 ? { home: fixed, away: opponent } : { home: opponent, away: fixed },
		];
		for (const [index, home] of rotated.entries()) {
			const away = rotated[rotated.length - index];
			// Every other pair is turned round, so that no club is at home for weeks on end.
			if (index > 0 && away !== undefined && index < rotated.length - index)
				pairs.push(index % 2 === 0 ? { home, away } : { home: away, away: home });
		}
		return shuffled(pairs, random);
	});
	const secondHalf = firstHalf.map((pairs) =>
		shuffled(
			pairs.map(({ home, away }) => ({ home: away, away: home })),
			random,
		),
	);
	return [...firstHalf, ...secondHalf];
}
