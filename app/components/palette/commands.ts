import { CirclePlay, type LucideIcon, Pause, Power, Rewind, RotateCw } from 'lucide-react';
import { counted } from '../../count.ts';
import { urls } from '../../urls.ts';

export interface PaletteCommand {
	label: string;
	/** Where it is done: with what it touches, and after a confirmation where one is due. */
	to: string;
	icon: LucideIcon;
	/** Other words that it is found by. */
	keywords: string[];
}

/** What somebody who may act can begin from anywhere. `failures`: open ones, null while that is not known. */
export function commands(failures: number | null): PaletteCommand[] {
	return [
		...(failures === 0
			? []
			: [
					{
						label: failures === null ? 'Retry failures …' : `Retry ${counted(failures, 'failure')} …`,
						to: urls.failuresWith({}),
						icon: RotateCw,
						keywords: ['settlement', 'again', 'mend', 'clear'],
					},
				]),
		{
			label: 'Backfill what was missed …',
			to: urls.backfillOfLastDays,
			icon: Rewind,
			keywords: ['retroactive', 'predictions', 'gaps', 'fill', 'days'],
		},
		{
			label: 'Run a pass …',
			to: urls.passes,
			icon: CirclePlay,
			keywords: ['reconcile', 'sweep', 'queue', 'now'],
		},
		{
			label: 'Pause or resume a queue …',
			to: urls.queues,
			icon: Pause,
			keywords: ['stop', 'concurrency', 'jobs', 'workers'],
		},
		{
			label: 'Enable or disable a model …',
			to: urls.models,
			icon: Power,
			keywords: ['switch', 'provider', 'turn off'],
		},
	];
}
