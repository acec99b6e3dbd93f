create function private.grant_import_rows(import public.grant_imports, row_ids bigint[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  passed record;
  posted record;
begin
  with
    problems as materialized (
      select p.* from private.import_row_problems(import.tenant_id, import.id, grant_import_rows.row_ids) p
    ),
    refused as (
      update public.grant_import_rows r
      set status = 'refused', error_code = p.code, error_details = p.details, checked_at = private.clock()
      from problems p
      where r.id = p.row_id and p.code is not null
    )
  select array_agg(p.row_id order by p.row_no) as row_ids, array_agg(p.member_id order by p.row_no) as member_ids,
    array_agg(p.account_id order by p.row_no) as account_ids, array_agg(p.points order by p.row_no) as points,
    array_agg(p.note order by p.row_no) as notes
  into passed
  from problems p
  where p.code is null;
  if passed.row_ids is null then
    return;
  end if;
  select p.grant_id into posted
  from private.post_grant(
    import.tenant_id, import.programme_id, coalesce(import.budget_account_id, private.budget_account_id(import.tenant_id)),
    passed.account_ids, passed.points, passed.notes, coalesce(import.note, import.name), import.created_by,
    source => 'import', import_id => import.id
  ) p;
  update public.grant_import_rows r
  set status = 'granted', grant_id = posted.grant_id, member_id = u.member_id, points = u.points
  from unnest(passed.row_ids, passed.member_ids, passed.points) u (row_id, member_id, points)
  where r.id = u.row_id;
end
$$;

comment on function private.grant_import_rows(public.grant_imports, bigint[]) is
  'Makes one grant of the rows that are right and refuses the others. For private.run_import(), which has locked the import. Errors: insufficient_budget {needed, available}; grant_cap_exceeded or member_not_found where that changed after the check.';
