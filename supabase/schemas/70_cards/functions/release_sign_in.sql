create function private.release_sign_in(batch uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update private.batch_guards g set misses = 0, counted_at = private.clock(), guarded_until = null where g.batch_id = batch;
  insert into public.card_events (tenant_id, batch_id, kind)
  select b.tenant_id, b.id, 'sign_in_released' from public.card_batches b where b.id = batch;
end
$$;

comment on function private.release_sign_in(uuid) is
  'Ends the guard on a batch before its time. For administrators, in the SQL editor.';
