create function private.recipients_out_of_scope(tenant_id uuid, recipient_ids uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  departments uuid[];
begin
  if private.has_role('hr_manager') then
    return '{}';
  end if;
  select array_agg(d.id) into departments
  from public.departments d
  where d.tenant_id = recipients_out_of_scope.tenant_id and d.path && private.administered_department_ids();
  return array(
    select r.id from unnest(recipient_ids) r (id)
    except
    select m.id from public.members m where m.tenant_id = recipients_out_of_scope.tenant_id and m.department_id = any (departments)
    except
    select g.member_id
    from public.group_members g
    where g.tenant_id = recipients_out_of_scope.tenant_id and g.group_id = any (private.administered_group_ids())
  );
end
$$;

comment on function private.recipients_out_of_scope(uuid, uuid[]) is
  'Those of these members to whom the calling operator may not grant at all.';
