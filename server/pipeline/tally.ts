/** Adds up what happens, in memory, until it is stored. */
export interface Tally<Row> {
	add(row: Row): void;
	/** Hands over what was added since; what cannot be stored is added to the next time. */
	store(): Promise<void>;
}

export interface TallyRules<Row> {
	/** Rows with the same key become one. */
	keyOf(row: Row): unknown[];
	sum(one: Row, other: Row): Row;
	/** All of the rows or, when it rejects, none. */
	store(rows: Row[]): Promise<unknown>;
}

export function createTally<Row>({ keyOf, sum, store }: TallyRules<Row>): Tally<Row> {
	let added = new Map<string, Row>();

	function add(row: Row) {
		const key = JSON.stringify(keyOf(row));
		const known = added.get(key);
		added.set(key, known === undefined ? row : sum(known, row));
	}

	return {
		add,
		async store() {
			if (added.size === 0) return;
			const rows = [...added.values()];
			added = new Map();
			try {
				await store(rows);
			} catch (error) {
				for (const row of rows) add(row);
				throw error;
			}
		},
	};
}
