const schema = "quote_ident((current_schemas(false))[2])";
const here = `cast(${schema} as regnamespace)`;

/**
 * By which search path it is asked what a schema is made of: what somebody has put into it under the name of something
 * of PostgreSQL's own is not what answers.
 */
export const lookedAtBy = (name: string): string => `set search_path to pg_catalog, "${name}"`;

/** A type, a function or a collation that is not found by its name alone is said with its schema. */
const columns = `(select string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod),
    case when attcollation <> 0 then concat('collate ', cast(attcollation as regcollation)) end,
    case when attnotnull then 'not null' end, case when attidentity <> '' then concat('identity ', attidentity) end,
    case when attgenerated <> '' then concat('generated ', attgenerated) end,
    'default ' || pg_get_expr(adbin, adrelid, true)), ', ' order by attnum)
  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = pg_class.oid and attnum > 0 and not attisdropped)`;

/** Rows of a table that inherits from another are read, and written, with those of the other. */
const kin = `(select string_agg(concat_ws(' under ', cast(inhrelid as regclass), cast(inhparent as regclass)), ', '
    order by inhrelid, inhparent)
  from pg_inherits where pg_class.oid in (inhrelid, inhparent))`;

const relations = `select case relkind when 'r' then 'table' when 'v' then 'view' when 'i' then 'index'
    when 'S' then 'sequence' else concat('relation ', relkind) end,
  cast(relname as text), concat(cast(coalesce(indrelid, pg_class.oid) as regclass)),
  concat_ws(' / ', relpersistence, reloptions, case when relrowsecurity then 'row security' end,
    case when relforcerowsecurity then 'forced' end, ${kin}, ${columns},
    case when relkind in ('v', 'm') then pg_get_viewdef(pg_class.oid, true) end,
    case when relkind = 'i' then pg_get_indexdef(pg_class.oid, 0, true) end,
    case when not (indisvalid and indisready and indislive) then 'not in use' end,
    concat_ws(' ', cast(seqtypid as regtype), seqstart, seqincrement, seqmin, seqmax, seqcycle))
from pg_class left join pg_index on indexrelid = pg_class.oid left join pg_sequence on seqrelid = pg_class.oid
where relnamespace = ${here} and relkind <> 'c'`;

/** A foreign key is kept by triggers of PostgreSQL itself. */
const constraints = `select 'constraint', conname, concat(cast(nullif(conrelid, 0) as regclass)),
  concat_ws(' / ', pg_get_constraintdef(pg_constraint.oid, true),
    (select string_agg(concat(tgenabled), '' order by tgtype, tgrelid = conrelid) from pg_trigger
      where tgconstraint = pg_constraint.oid))
from pg_constraint where connamespace = ${here}`;

const functions = `select 'function', proname || '(' || pg_get_function_arguments(pg_proc.oid) || ')', '',
  concat_ws(' / ', lanname, prokind, provolatile, proparallel, procost, prorows,
    case when proisstrict then 'strict' end, case when prosecdef then 'as its owner' end,
    case when proleakproof then 'leakproof' end, pg_get_function_result(pg_proc.oid), nullif(prosupport, 0),
    (select string_agg(case when one like 'search_path=%' then replace('search_path=' || ltrim(substr(one, 13)),
        'search_path=' || ${schema} || ',', 'search_path=here,') else one end, ', ')
      from unnest(proconfig) as one),
    probin, prosrc, pg_get_function_sqlbody(pg_proc.oid))
from pg_proc join pg_language on pg_language.oid = prolang where pronamespace = ${here}`;

const triggers = `select 'trigger', tgname, concat(cast(tgrelid as regclass)),
  concat_ws(' / ', pg_get_triggerdef(pg_trigger.oid, true), tgenabled)
from pg_trigger join pg_class on pg_class.oid = tgrelid where relnamespace = ${here} and not tgisinternal`;

/** What a view selects is its rule too. */
const rules = `select 'rule', concat(cast(ev_class as regclass), ' ', rulename), concat(cast(ev_class as regclass)),
  concat_ws(' / ', pg_get_ruledef(pg_rewrite.oid, true), ev_enabled)
from pg_rewrite join pg_class on pg_class.oid = ev_class where relnamespace = ${here}`;

const policies = `select 'policy', concat(cast(polrelid as regclass), ' ', polname), concat(cast(polrelid as regclass)),
  concat_ws(' / ', polcmd, polpermissive, polroles, pg_get_expr(polqual, polrelid, true),
    pg_get_expr(polwithcheck, polrelid, true))
from pg_policy join pg_class on pg_class.oid = polrelid where relnamespace = ${here}`;

const operators = `select 'operator',
  concat_ws(' ', cast(nullif(oprleft, 0) as regtype), oprname, cast(oprright as regtype)), '',
  concat_ws(' / ', cast(oprresult as regtype), cast(oprcode as regprocedure))
from pg_operator where oprnamespace = ${here}`;

/** Types of their own, not those that each table and each type brings with it. */
const types = `select 'type', typname, '', concat_ws(' / ', typtype, format_type(nullif(typbasetype, 0), typtypmod))
from pg_type where typnamespace = ${here} and typelem = 0
  and not exists (select from pg_class where pg_class.oid = typrelid and relkind <> 'c')
union all select 'collation', collname, '', concat_ws(' / ', collprovider, collcollate, collctype)
from pg_collation where collnamespace = ${here}`;

const unnamed = `select * from (${[relations, constraints, functions, triggers, rules, policies, operators, types].join(
  "\nunion all ",
)}) as piece (type, name, "of", words)
order by type collate "C", name collate "C", "of" collate "C", words collate "C"`;

const own = "pg_get_\\w+|concat(?:_ws)?|string_agg|format_type|quote_ident|current_schemas|replace|ltrim|substr|unnest";

/**
 * Asks for all that a school's schema is made of, as `Pieces`, in one order; whose it is does not matter. The schema is
 * the one that `lookedAtBy` names, and its name is not in the answer. It is written in the words of PostgreSQL.
 * A function that somebody has put in for just these types would be taken before PostgreSQL's own, hence their names.
 */
export const piecesQuery = unnamed.replaceAll(new RegExp(`(?<![\\w.])(${own})\\(`, "g"), "pg_catalog.$1(");
