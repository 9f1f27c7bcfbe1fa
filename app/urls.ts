/** Every address of the console. */
export const urls = {
	overview: '/',
	/** Where the forms of the overview go whose result stands at its top. */
	overviewForms: '/?index',
	/** Where the forms of the overview's passes panel go: without JavaScript, too, it stays in sight. */
	passForms: '/?index#passes',
	/** What the command palette finds to what was typed. */
	paletteSearch: (text: string) => `/palette?${new URLSearchParams({ q: text })}`,
	/** Parts of the overview. */
	passes: '/#passes',
	atRisk: '/#at-risk',
	workers: '/#workers',
	matches: '/matches',
	/** The list of matches, with some of the fields of its filter set. */
	matchesWith: (filter: Record<string, string>) => `/matches?${new URLSearchParams(filter)}`,
	match: (id: string) => `/matches/${encodeURIComponent(id)}`,
	/** What one model said of a match. */
	prediction: (matchId: string, modelId: string) =>
		`/matches/${encodeURIComponent(matchId)}/predictions/${encodeURIComponent(modelId)}`,
	failures: '/failures',
	/** The list of failures, with some of the fields of its filter set. */
	failuresWith: (filter: Record<string, string>) => `/failures?${new URLSearchParams(filter)}#list`,
	failureAction: (id: string) => `/failures/actions/${encodeURIComponent(id)}`,
	backfill: '/backfill',
	/** Where the form that asks for a preview goes: the preview comes in sight. */
	backfillPreview: '/backfill#preview',
	/** A preview of what the last days missed. */
	backfillOfLastDays: '/backfill?days=7#preview',
	/** The preview of a backfill of one match. */
	backfillOf: (matchId: string) => `/backfill?${new URLSearchParams({ match: matchId })}#preview`,
	backfillRun: (id: string) => `/backfill/runs/${encodeURIComponent(id)}`,
	queues: '/queues',
	/** The throughput over the last hour or day. */
	queuesOver: (span: string) => `/queues?span=${span}`,
	/** bull-board. */
	queueBoard: '/queues/board',
	queueOnBoard: (name: string) => `/queues/board/queue/${encodeURIComponent(name)}`,
	alerts: '/alerts',
	/** How many open alerts nobody has acknowledged. */
	alertCount: '/alerts/count',
	models: '/models',
	/** Where the form of the ranking goes: the ranking stays in sight. */
	modelRanking: '/models#ranking',
	model: (id: string) => `/models/${encodeURIComponent(id)}`,
	history: '/history',
	historyOf: (days: number) => `/history?days=${days}`,
	audit: '/audit',
	/** The audit trail, with some of the fields of its filter set. */
	auditWith: (filter: Record<string, string>) => `/audit?${new URLSearchParams(filter)}`,
	/** The same as a file. */
	auditExport: (query: Partial<Record<string, string>>) =>
		`/api/admin/audit?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, value ?? '']))}`,
	settings: '/settings',
	/** Where the forms of each part of the settings go: without JavaScript, too, it stays in sight. */
	settingsCompetitions: '/settings#competitions',
	settingsWebhooks: '/settings#webhooks',
	settingsPeople: '/settings#people',
	login: '/login',
	logout: '/logout',
	theme: '/theme',
	/** tRPC, for the feed. */
	trpc: '/trpc',
};

/** An address within the console that a form or a link named; anything else becomes the overview. */
export function withinConsole(to: FormDataEntryValue | string | null): string {
	return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : urls.overview;
}
