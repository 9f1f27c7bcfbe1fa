interface ColumnHeadsProps {
	/** The first is over words, the others over figures. */
	heads: string[];
	/** Of the row, such as its borders and the padding of its cells. */
	className: string;
}

/** The head of a table whose rows each tell some figures of one thing. */
export function ColumnHeads({ heads, className }: ColumnHeadsProps) {
	return (
		<thead className="text-xs text-muted">
			<tr className={`*:whitespace-nowrap *:text-right *:font-medium *:first:text-left ${className}`}>
				{heads.map((head) => (
					<th key={head} scope="col">
						{head}
					</th>
				))}
			</tr>
		</thead>
	);
}
