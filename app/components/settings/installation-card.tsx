import type { Installation, Variable } from '../../../server/settings/installation.ts';
import { Disclosure } from '../ui/disclosure.tsx';

/** What this installation is. */
export function InstallationFacts({ installation }: { installation: Installation }) {
	const { version, node, queues, database, source, standInModels, variables } = installation;
	const facts: Record<string, string> = {
		Version: `Touchline ${version} on Node ${node}`,
		Database: `${database.name} at ${database.host}${database.embedded ? ', the Postgres that Touchline brings' : ''}`,
		Queues: queues,
		Fixtures: source,
		Models: standInModels ? 'the stand-in server: no answer is a real one' : 'real ones',
	};
	return (
		<div className="grid gap-3">
			<dl className="grid gap-2">
				{Object.entries(facts).map(([label, value]) => (
					<div key={label} className="grid gap-x-6 sm:grid-cols-[9rem_minmax(0,1fr)]">
						<dt className="text-muted">{label}</dt>
						<dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
					</div>
				))}
			</dl>
			<Disclosure summary={`The ${variables.length} variables of the web process`}>
				<Variables variables={variables} />
			</Disclosure>
		</div>
	);
}

function Variables({ variables }: { variables: Variable[] }) {
	return (
		<dl className="grid gap-1 text-xs">
			{variables.map(({ name, value, set }) => (
				<div key={name} className="grid gap-x-6 sm:grid-cols-[18rem_minmax(0,1fr)]">
					<dt>
						<code className="break-all">{name}</code>
					</dt>
					<dd className="min-w-0 [overflow-wrap:anywhere] text-muted">
						{value ?? (set ? 'set, not shown' : 'not set')}
					</dd>
				</div>
			))}
		</dl>
	);
}
