import type { AlertChangeKind, AlertKind, AlertSeverity } from '../../prisma/generated/enums.ts';

export type { AlertChangeKind, AlertKind, AlertSeverity };

/** What is wrong, and with what: one alert is open for it at a time. */
export interface AlertKey {
	kind: AlertKind;
	/** Such as a competition's code. */
	subject: string;
}

/** Something that was found to be wrong. */
export interface Condition extends AlertKey {
	/** One sentence that names the thing and the remedy. */
	message: string;
	/** 'warning' by default. */
	severity?: AlertSeverity;
	/** How bad it is, from 1, the default. */
	level?: number;
	/** The match that it is about, if it is about one. */
	matchId?: string | null;
}

/** Something that is wrong now. */
export interface OpenAlert extends AlertKey {
	id: string;
	/** One sentence that names the thing and the remedy. */
	message: string;
	severity: AlertSeverity;
	/** How bad it is, from 1; it never falls while the alert is open. */
	level: number;
	/** The match that it is about, if it is about one. */
	matchId: string | null;
	openedAt: Date;
	/** When it was last found to be so. */
	lastSeenAt: Date;
	/** Who knows of it, and since when; null while nobody has said so. */
	acknowledged: { at: Date; by: string } | null;
}

/** Something that was wrong. */
export interface PastAlert extends OpenAlert {
	closedAt: Date;
}

/** A change that was made now; nobody can know of it yet. */
export interface AlertChange extends AlertKey {
	alertId: string;
	change: AlertChangeKind;
	level: number;
	message: string;
	matchId: string | null;
}
