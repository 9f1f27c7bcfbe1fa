import type { Supervisor } from '../launch/supervisor.ts';
import type { DeathWatch } from './death-watch.ts';
import type { League } from './league.ts';
import type { Observer } from './observer.ts';
import type { QueueView } from './queue-view.ts';
import type { Servers } from './servers.ts';

/** Everything of a round that a fault can strike. */
export interface Arena extends Servers {
	databaseUrl: string;
	queues: QueueView;
	supervisor: Supervisor;
	/** Has to know which deaths are ours. */
	deaths: DeathWatch;
	league: League;
	/** Of the stand-in models. */
	modelsUrl: string;
	observer: Observer;
	/** Aborts when the run is to end. */
	signal: AbortSignal;
}
