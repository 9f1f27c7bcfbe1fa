import { TriangleAlert } from 'lucide-react';
import {
	changesSomething,
	PASS_KINDS,
	type PassReport,
	type ReconcileReport,
} from '../../../server/pipeline/pass-report.ts';
import {
	blockedInWords,
	changesInWords,
	checkedInWords,
	PASS_NAMES,
} from '../../../server/pipeline/pass-words.ts';
import { Relative, Time } from '../../time/time.tsx';
import { Disclosure } from '../ui/disclosure.tsx';

/** The newest pass of each net, and the last ones that changed something. `passes`: the newest first. */
export function PassList({ passes }: { passes: PassReport[] }) {
	const changed = passes.filter(changesSomething);
	return (
		<>
			<ul className="divide-y" aria-label="The newest pass of each net">
				{PASS_KINDS.map((kind) => {
					const newest = passes.find((pass) => pass.kind === kind);
					return newest ? (
						<PassRow key={kind} pass={newest} />
					) : (
						<li key={kind} className="grid gap-x-4 px-4 py-2.5 @lg:grid-cols-[10rem_1fr]">
							<p className="font-medium">{PASS_NAMES[kind]}</p>
							<p className="text-muted">has not run in the last 7 days</p>
						</li>
					);
				})}
			</ul>
			{changed.length > 0 && (
				<div className="border-t px-4 py-3">
					<Disclosure summary={`The last passes that changed something: ${changed.length}`}>
						<ul className="-mx-4 divide-y border-t">
							{changed.map((pass) => (
								<PassRow key={`${pass.kind} ${pass.at.toISOString()}`} pass={pass} />
							))}
						</ul>
					</Disclosure>
				</div>
			)}
		</>
	);
}

function PassRow({ pass }: { pass: PassReport }) {
	const changes = changesInWords(pass);
	return (
		<li className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 @lg:grid-cols-[10rem_1fr_auto]">
			<div>
				<p className="font-medium">{PASS_NAMES[pass.kind]}</p>
				<p className="text-xs text-muted">
					<Time at={pass.at} as="weekday" />, <Relative at={pass.at} />
				</p>
			</div>
			<div className="min-w-0">
				<p className={changes ? 'first-letter:uppercase' : 'text-muted'}>{changes ?? 'Nothing to change'}</p>
				<PassDetails pass={pass} />
			</div>
			<p className="text-xs text-muted sm:pt-0.5 sm:text-right">{pass.tookMs} ms</p>
		</li>
	);
}

/** What a pass looked at, what waits for what, and what it had to do without. */
export function PassDetails({ pass }: { pass: ReconcileReport }) {
	return (
		<>
			<p className="text-xs text-muted">{checkedInWords(pass)}</p>
			<ul className="text-xs text-muted empty:hidden">
				{pass.blocked.map((blocked) => (
					<li key={`${blocked.stage} ${blocked.by}`} className="first-letter:uppercase">
						{blockedInWords(blocked)}
					</li>
				))}
			</ul>
			<ul className="text-xs text-warn empty:hidden">
				{pass.problems.map((problem) => (
					<li key={problem} className="flex gap-1.5" dir="auto">
						<TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
						{problem}
					</li>
				))}
			</ul>
		</>
	);
}
