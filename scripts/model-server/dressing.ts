import type { Forecast } from './characters.ts';
import { hashOf } from './hash.ts';

/** A forecast in the words of a model: the same model always talks the same way. */
export function dress(model: string, forecast: Forecast): string {
	const dressing = DRESSINGS[hashOf(model, DRESSING_SEED) % DRESSINGS.length] ?? plain;
	return dressing(forecast);
}

/** Chosen so that the registered models use every dressing. */
const DRESSING_SEED = 1;

const plain = (forecast: Forecast): string => JSON.stringify(forecast);

/** What real models do when they are asked for JSON and nothing else. */
export const DRESSINGS: readonly ((forecast: Forecast) => string)[] = [
	plain,
	(forecast) => JSON.stringify(forecast, null, 2),
	(forecast) => `\`\`\`json\n${JSON.stringify(forecast, null, 2)}\n\`\`\``,
	(forecast) => `<think>\nA 2-2 draw {or not}? Both sides score often.\n</think>\n\n${plain(forecast)}`,
	(forecast) => `The home side looks settled, but form matters.\n</think>\n${plain(forecast)}`,
	(forecast) => `Here is my prediction:\n\n${plain(forecast)}\n\nFootball stays hard to predict, of course.`,
	({ home, away, probabilities }) => JSON.stringify({ homeScore: home, awayScore: away, probabilities }),
	({ home, away }) => JSON.stringify({ home_goals: `${home}`, away_goals: `${away}` }),
	({ home, away, probabilities }) =>
		JSON.stringify({
			reasoning: 'Elo and rest days decide.',
			prediction: { home, away },
			probabilities: percent(probabilities),
		}),
	({ home, away }) => JSON.stringify({ score: `${home}-${away}` }),
	({ home, away }) => `[${home}, ${away}]`,
	({ home, away }) => `{'Home': ${home}, 'Away': ${away},} // by a narrow margin`,
	({ home, away }) => `Score: ${home}-${away}`,
];

function percent({ home, draw, away }: Forecast['probabilities']): Forecast['probabilities'] {
	return { home: Math.round(home * 100), draw: Math.round(draw * 100), away: Math.round(away * 100) };
}
