create function public.preview_revocation(batch_id uuid, member_ids uuid[] default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  batch constant record := private.require_batch(batch_id);
  is_whole constant boolean := member_ids is null and private.revoked_part(batch.grant_ids) = 'no';
begin
  perform private.refuse_strangers_to_batch(batch.tenant_id, batch.grant_ids, member_ids);
  return (
    select jsonb_build_object(
      'members', count(distinct p.owner_id),
      'granted', coalesce(sum(p.granted), 0),
      -- Of a part nothing is told at all, be it chosen or what is left: two that differ by one person would tell what that one has spent.
      'returned_points', case when count(distinct p.owner_id) >= 5 and is_whole then sum(p.returned) end,
      'debt_points', case when count(distinct p.owner_id) >= 5 and is_whole then sum(p.owed) end
    )
    from private.plan_revocation(batch.tenant_id, batch.grant_ids, preview_revocation.member_ids) p
  );
end
$$;

comment on function public.preview_revocation(uuid, uuid[]) is
  'What revoke_grant() would do now: {members, granted (of lots not revoked yet), returned_points, debt_points}, in points; the last two are null where fewer than five people are concerned and for any part of a batch, be it a selection of people or what earlier revocations left. Changes nothing. For those who may revoke. Errors: not_permitted, grant_not_found, member_not_found {index}, invalid_request.';

grant execute on function public.preview_revocation(uuid, uuid[]) to authenticated;
