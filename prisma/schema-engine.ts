import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool } from 'pg';

const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * The SQL that turns a database of schema `before` (undefined: an empty one) into one of schema `after`,
 * by Prisma's own schema engine in its WebAssembly form; empty when there is no difference.
 * @param url a database that the engine can ask for its version; it is not changed
 */
export async function schemaDifference(
	url: string,
	before: string | undefined,
	after: string,
): Promise<string> {
	await loadEngine();
	const pool = new Pool({ connectionString: url, max: 1 });
	try {
		const engine = await bindings.SchemaEngine.new(
			{ datamodels: [['schema.prisma', after]] },
			() => undefined,
			bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool)),
		);
		const { stdout } = await engine.diff({
			from: before === undefined ? { tag: 'empty' } : datamodel(before),
			to: datamodel(after),
			script: true,
			exitCode: null,
			filters: NO_FILTER,
		});
		engine.free();
		const sql = stdout?.trim() ?? '';
		return sql === '-- This is an empty migration.' ? '' : sql;
	} finally {
		await pool.end();
	}
}

function datamodel(content: string) {
	return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
}

let loading: Promise<void> | undefined;

function loadEngine(): Promise<void> {
	loading ??= instantiate();
	return loading;
}

async function instantiate(): Promise<void> {
	const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
	const { instance } = await WebAssembly.instantiate(
		await readFile(path.join(folder, 'schema_engine_bg.wasm')),
		{ './schema_engine_bg.js': { ...bindings } },
	);
	// The engine reports a panic through this global before it throws.
	Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: () => undefined } });
	bindings.__wbg_set_wasm(instance.exports);
	if (typeof instance.exports.__wbindgen_start === 'function') instance.exports.__wbindgen_start();
}
