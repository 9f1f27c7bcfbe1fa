import type { Score } from '../../../server/football/source.ts';
import { type ScoreSpread, scoreSpread } from './score-spread.ts';

interface ScoreGridProps {
	home: string;
	away: string;
	predicted: Score[];
	/** How it ended, framed in the grid; null until then. */
	result: Score | null;
}

/** Which scores the models predicted, as a heat map that is also a table. */
export function ScoreGrid({ home, away, predicted, result }: ScoreGridProps) {
	const spread = scoreSpread(predicted);
	return (
		<figure>
			<figcaption className="text-muted">{sentence(spread, predicted.length)}</figcaption>
			{spread.most > 0 && <Tendencies spread={spread} home={home} away={away} />}
			{spread.most > 0 && <Grid home={home} away={away} spread={spread} result={result} />}
			{result && spread.most > 0 && (
				<p className="mt-2 flex items-center gap-1.5 text-xs text-muted">
					<span aria-hidden className="size-3 rounded-sm ring-2 ring-ink" />
					how it ended
				</p>
			)}
		</figure>
	);
}

/** How many expect each outcome, as shares of one bar. */
function Tendencies({ spread, home, away }: { spread: ScoreSpread; home: string; away: string }) {
	const shares = [
		{ name: `${home} win`, count: spread.home, fill: 'bg-info' },
		{ name: 'Draw', count: spread.draw, fill: 'bg-muted' },
		{ name: `${away} win`, count: spread.away, fill: 'bg-ink' },
	];
	return (
		<div className="mt-3">
			<div className="flex h-2 gap-0.5 overflow-hidden rounded" aria-hidden>
				{shares.map(
					({ name, count, fill }) =>
						count > 0 && <span key={name} className={fill} style={{ flexGrow: count }} />,
				)}
			</div>
			<ul className="mt-1.5 grid grid-cols-[minmax(0,1fr)] gap-0.5 text-xs text-muted">
				{shares.map(({ name, count, fill }) => (
					<li key={name} className="flex items-center gap-1.5">
						<span aria-hidden className={`size-2 shrink-0 rounded-sm ${fill}`} />
						<span className="min-w-0 truncate" dir="auto">
							{name}
						</span>
						<span className="ml-auto font-medium text-ink">{count}</span>
					</li>
				))}
			</ul>
		</div>
	);
}

interface GridProps extends Omit<ScoreGridProps, 'predicted'> {
	spread: ScoreSpread;
}

function Grid({ home, away, spread, result }: GridProps) {
	const top = spread.cells.length - 1;
	const goals = (count: number) => (count === top ? `${count}+` : String(count));
	return (
		<div className="mt-3 flex gap-2">
			<p className="rotate-180 self-center text-xs text-muted [writing-mode:vertical-rl]" aria-hidden>
				<span className="inline-block max-h-48 truncate">{home}</span>
			</p>
			<div className="min-w-0">
				<p className="truncate pl-7 pb-1 text-center text-xs text-muted" aria-hidden>
					{away}
				</p>
				<table className="border-separate border-spacing-0.5 text-center text-xs">
					<caption className="sr-only">
						Predictions by score: rows are the goals of {home}, columns those of {away}
					</caption>
					<thead>
						<tr>
							<td />
							{spread.cells.map((_, column) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: the index is the number of goals
								<th key={column} scope="col" className="font-normal text-muted">
									{goals(column)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{spread.cells.map((row, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: the index is the number of goals
							<tr key={index}>
								<th scope="row" className="w-6 font-normal text-muted">
									{goals(index)}
								</th>
								{row.map((count, column) => (
									<Cell
										// biome-ignore lint/suspicious/noArrayIndexKey: the index is the number of goals
										key={column}
										count={count}
										share={spread.most === 0 ? 0 : count / spread.most}
										isResult={
											result !== null &&
											Math.min(result.home, top) === index &&
											Math.min(result.away, top) === column
										}
									/>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</div>
	);
}

function Cell({ count, share, isResult }: { count: number; share: number; isResult: boolean }) {
	return (
		<td
			className={`size-8 rounded ${isResult ? 'ring-2 ring-ink' : ''} ${share > 0.55 ? 'text-surface' : 'text-ink'}`}
			style={{
				background: `color-mix(in srgb, var(--info) ${Math.round(share * 100)}%, var(--raised))`,
			}}
		>
			{count === 0 ? '' : count}
			{isResult && <span className="sr-only"> (how it ended)</span>}
		</td>
	);
}

function sentence({ favourite }: ScoreSpread, total: number): string {
	if (!favourite) return 'No model has predicted this match yet.';
	const { score, predictions } = favourite;
	return `Most predicted: ${score.home} : ${score.away}, by ${predictions} of ${total}.`;
}
