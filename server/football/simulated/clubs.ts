import { seededRandom } from '../seeded-random.ts';
import type { Strength } from './scores.ts';

/** Invented: no club of any of these names is known. */
export const CLUBS: readonly string[] = [
	'Brackenholt Rovers',
	'Carrowmere Athletic',
	'Dunmarsh United',
	'Eskerby Town',
	'Fallowden City',
	'Glasswick Wanderers',
	'Harrowmere United',
	'Inverquill Thistle',
	'Jarrowfield Albion',
	'Kestrelmouth FC',
	'Larkminster City',
	'Marlowick Town',
	'Netherquay United',
	'Oldhaven Harbour',
	'Penwhistle Rangers',
	'Quarrydale FC',
	'Ravensholt County',
	'Saltersea Athletic',
	'Tidewell Victoria',
	'Wexcombe Orient',
];

/** What the club is worth in the league of this seed. */
export function strengthOf(club: string, seed: number): Strength {
	const random = seededRandom(`${seed}/${club}/strength`);
	const quality = spread(random);
	return {
		attack: Math.exp(0.25 * quality + 0.12 * spread(random)),
		defence: Math.exp(-0.2 * quality + 0.12 * spread(random)),
	};
}

/** About normal, with mean 0 and standard deviation 1: three uniform numbers have a variance of 1/4. */
function spread(random: () => number): number {
	return (random() + random() + random() - 1.5) * 2;
}
