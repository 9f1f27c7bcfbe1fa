const tests = '\\.test\\.tsx?$';

/** Who may import whom; docs/ARCHITECTURE.md says why. Tests may import anything. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			comment: 'Files that import each other cannot be understood one at a time.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'server-stands-alone',
			comment: 'app/ -> server/ <- workers/: the service knows none of its users.',
			severity: 'error',
			from: { path: '^server/', pathNot: tests },
			to: { path: '^(app|workers|scripts|e2e|tests)/' },
		},
		{
			name: 'app-and-workers-use-the-server-only',
			comment: 'The console and the workers are separate programs over the same service.',
			severity: 'error',
			from: { path: '^(app|workers)/', pathNot: tests },
			to: { path: '^(app|workers|scripts|prisma|e2e|tests)/', pathNot: '^$1/' },
		},
		{
			name: 'database-behind-the-service',
			comment:
				'What is asked of the database stands in server/; its edges take types and functions from there.',
			severity: 'error',
			from: { path: '^(app/|workers/|server/trpc/)', pathNot: tests },
			to: { path: '^prisma/|^node_modules/(@prisma|prisma)/' },
		},
		{
			name: 'queue-library-behind-the-queue',
			comment: 'BullMQ is wired in one place.',
			severity: 'error',
			from: { path: '^(app|workers|server)/', pathNot: ['^server/queue/', tests] },
			to: { path: '^node_modules/bullmq/' },
		},
		{
			name: 'catalogue-without-handlers',
			comment: 'Whoever enqueues imports the catalogue; that must not drag the handlers in.',
			severity: 'error',
			from: { path: '^server/queue/(catalogue|queues)\\.ts' },
			to: { path: '^(workers/|server/queue/(handlers?|worker)\\b)', reachable: true },
		},
		{
			name: 'sources-know-no-pipeline',
			comment: 'A fixture source tells what happened; what follows from it is decided elsewhere.',
			severity: 'error',
			from: { path: '^server/football/', pathNot: tests },
			to: { path: '^server/(pipeline|queue|models|trpc|feed)/' },
		},
		{
			name: 'pipeline-below-its-interfaces',
			comment: 'The service is reached through tRPC, REST and the console; it does not know them.',
			severity: 'error',
			from: { path: '^server/(pipeline|queue|football|models)/', pathNot: tests },
			to: { path: '^server/(trpc|auth)/' },
		},
		{
			name: 'no-test-code-in-programs',
			severity: 'error',
			from: { pathNot: [tests, '^(tests|e2e)/'] },
			to: { path: [tests, '^(tests|e2e)/'] },
		},
		{
			name: 'nothing-missing',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^virtual:' },
		},
	],
	options: {
		doNotFollow: { path: ['^node_modules/', '^prisma/generated/'] },
		exclude: { path: '^build/' },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'default', 'types'],
			mainFields: ['module', 'main', 'types'],
		},
	},
};
