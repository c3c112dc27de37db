<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
  <context>
    <name />
    <message>
      <source>no value</source>
      <extracomment>analysis/bar_words.py, analysis/breakdown_chart.py</extracomment>
      <translation>sin valor</translation>
    </message>
    <message>
      <source>has a value</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>tiene un valor</translation>
    </message>
    <message>
      <source>(blank)</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>(en blanco)</translation>
    </message>
    <message>
      <source>yes</source>
      <extracomment>analysis/bar_words.py, runs/record_page.py, welcome/segment_step.py</extracomment>
      <translation>sí</translation>
    </message>
    <message>
      <source>no</source>
      <extracomment>analysis/bar_words.py, runs/record_page.py, welcome/segment_step.py</extracomment>
      <translation>no</translation>
    </message>
    <message>
      <source>%1 other values</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>%1 valores más</translation>
    </message>
    <message>
      <source>below %1</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>menos de %1</translation>
    </message>
    <message>
      <source>%1 or more</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>%1 o más</translation>
    </message>
    <message>
      <source>before %1</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>antes de %1</translation>
    </message>
    <message>
      <source>from %1</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>desde %1</translation>
    </message>
    <message>
      <source>week of %1</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>semana del %1</translation>
    </message>
    <message>
      <source>%1 to %2</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>de %1 a %2</translation>
    </message>
    <message>
      <source>This data set has no column to break a segment down by.</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Este conjunto de datos no tiene ninguna columna por la que desglosar un segmento.</translation>
    </message>
    <message>
      <source>Add as a condition</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Añadir como condición</translation>
    </message>
    <message>
      <source>New segment of these members</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Nuevo segmento con estos miembros</translation>
    </message>
    <message>
      <source>Breakdown</source>
      <extracomment>analysis/breakdown_card.py, analysis/breakdown_chart.py</extracomment>
      <translation>Desglose</translation>
    </message>
    <message>
      <source>Column</source>
      <extracomment>analysis/breakdown_card.py, analysis/trait_chart.py, datasets/computed_tab.py, datasets/dataset_lines.py, syncs/mapping_rules.py, syncs/sync_steps.py</extracomment>
      <translation>Columna</translation>
    </message>
    <message>
      <source>Columns</source>
      <extracomment>analysis/breakdown_card.py, datasets/columns_tab.py, datasets/dataset_detail.py</extracomment>
      <translation>Columnas</translation>
    </message>
    <message>
      <source>Show</source>
      <extracomment>analysis/breakdown_card.py, analysis/overlap_card.py, config_form.py, workspaces/import_page.py</extracomment>
      <translation>Mostrar</translation>
    </message>
    <message>
      <source>Break down by</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Desglosar por</translation>
    </message>
    <message>
      <source>All of %1</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Todo %1</translation>
    </message>
    <message>
      <source>“%1” saved</source>
      <extracomment>analysis/breakdown_card.py, analysis/overlap_card.py, datasets/columns_tab.py, datasets/computed_tab.py, datasets/lists_tab.py, datasets/relations_tab.py, segments/analyze_tab.py, segments/definition_tab.py, setup_card.py, syncs/sync_editor.py</extracomment>
      <translation>«%1» guardado</translation>
    </message>
    <message>
      <source>filled or empty</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>relleno o vacío</translation>
    </message>
    <message>
      <source>Breakdown by %1</source>
      <extracomment>analysis/breakdown_card.py, analysis/breakdown_chart.py</extracomment>
      <translation>Desglose por %1</translation>
    </message>
    <message>
      <source>Members</source>
      <extracomment>analysis/breakdown_chart.py, analysis/size_chart.py, analysis/trait_chart.py, analysis/upset_chart.py, commands.py, segments/members_tab.py, segments/segment_view.py</extracomment>
      <translation>Miembros</translation>
    </message>
    <message>
      <source>Share of the segment</source>
      <extracomment>analysis/breakdown_chart.py, analysis/held_chart.py, analysis/trait_chart.py</extracomment>
      <translation>Parte del segmento</translation>
    </message>
    <message>
      <source>Data set</source>
      <extracomment>analysis/breakdown_chart.py, command_palette/entries.py, datasets/dataset_lines.py, syncs/sync_steps.py, workspaces/import_page.py</extracomment>
      <translation>Conjunto de datos</translation>
    </message>
    <message>
      <source>Share of the data set</source>
      <extracomment>analysis/breakdown_chart.py, analysis/trait_chart.py, analysis/upset_chart.py</extracomment>
      <translation>Parte del conjunto de datos</translation>
    </message>
    <message>
      <source>The data set is empty.</source>
      <extracomment>analysis/breakdown_chart.py</extracomment>
      <translation>El conjunto de datos está vacío.</translation>
    </message>
    <message>
      <source>This segment</source>
      <extracomment>analysis/breakdown_chart.py</extracomment>
      <translation>Este segmento</translation>
    </message>
    <message>
      <source>%1: %2</source>
      <extracomment>analysis/breakdown_chart.py, home/sizes.py, settings/keyboard_card.py</extracomment>
      <translation>%1: %2</translation>
    </message>
    <message>
      <source>Acknowledged by destination</source>
      <extracomment>analysis/held_chart.py</extracomment>
      <translation>Confirmado por destino</translation>
    </message>
    <message>
      <source>Destination</source>
      <extracomment>analysis/held_chart.py, command_palette/entries.py, destinations/destinations_page.py, runs/forget_page.py, syncs/sync_lines.py, syncs/sync_setup.py, syncs/sync_steps.py, workspaces/import_page.py</extracomment>
      <translation>Destino</translation>
    </message>
    <message>
      <source>Object</source>
      <extracomment>analysis/held_chart.py, syncs/sync_setup.py, syncs/sync_steps.py</extracomment>
      <translation>Objeto</translation>
    </message>
    <message>
      <source>Acknowledged</source>
      <extracomment>analysis/held_chart.py, runs/record_story.py, runs/run_detail.py</extracomment>
      <translation>Confirmados</translation>
    </message>
    <message>
      <source>Rejected last</source>
      <extracomment>analysis/held_chart.py</extracomment>
      <translation>Últimos rechazados</translation>
    </message>
    <message>
      <source>Nothing has been sent yet.</source>
      <extracomment>analysis/held_chart.py, syncs/plan_panel.py</extracomment>
      <translation>Aún no se ha enviado nada.</translation>
    </message>
    <message>
      <source>%1 rejected</source>
      <extracomment>analysis/held_chart.py, home_page.py, kit/states.py</extracomment>
      <translation>%1 rechazados</translation>
    </message>
    <message>
      <source>(%1 rejected)</source>
      <extracomment>analysis/held_chart.py</extracomment>
      <translation>(%1 rechazados)</translation>
    </message>
    <message>
      <source>Last 7 days</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Últimos 7 días</translation>
    </message>
    <message>
      <source>Last 30 days</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Últimos 30 días</translation>
    </message>
    <message>
      <source>Last 90 days</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Últimos 90 días</translation>
    </message>
    <message>
      <source>Last year</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Último año</translation>
    </message>
    <message>
      <source>All that is known</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Todo lo conocido</translation>
    </message>
    <message>
      <source>Size over time</source>
      <extracomment>analysis/known_cards.py, analysis/size_chart.py</extracomment>
      <translation>Tamaño a lo largo del tiempo</translation>
    </message>
    <message>
      <source>Time that is shown</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Tiempo mostrado</translation>
    </message>
    <message>
      <source>figure</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>cifra</translation>
    </message>
    <message>
      <source>figures</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>cifras</translation>
    </message>
    <message>
      <source>Where these records already are</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Dónde están ya estos registros</translation>
    </message>
    <message>
      <source>From what each destination acknowledged; works offline.</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Según lo que confirmó cada destino; funciona sin conexión.</translation>
    </message>
    <message>
      <source>Where these people already are</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Dónde están ya estas personas</translation>
    </message>
    <message>
      <source>since</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>desde</translation>
    </message>
    <message>
      <source>Overlap of pairs</source>
      <extracomment>analysis/matrix_chart.py</extracomment>
      <translation>Solapamiento de pares</translation>
    </message>
    <message>
      <source>Of</source>
      <extracomment>analysis/matrix_chart.py</extracomment>
      <translation>De</translation>
    </message>
    <message>
      <source>In</source>
      <extracomment>analysis/matrix_chart.py, runs/record_story.py</extracomment>
      <translation>Dentro</translation>
    </message>
    <message>
      <source>Members of both</source>
      <extracomment>analysis/matrix_chart.py</extracomment>
      <translation>Miembros de ambos</translation>
    </message>
    <message>
      <source>Share</source>
      <extracomment>analysis/matrix_chart.py, datasets/profile_chart.py</extracomment>
      <translation>Parte</translation>
    </message>
    <message>
      <source>%1 of the %2 in “%3” are in “%4” too</source>
      <extracomment>analysis/matrix_chart.py</extracomment>
      <translation>%1 de los %2 de «%3» están también en «%4»</translation>
    </message>
    <message>
      <source>two</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>dos</translation>
    </message>
    <message>
      <source>three</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>tres</translation>
    </message>
    <message>
      <source>four</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>cuatro</translation>
    </message>
    <message>
      <source>five</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>cinco</translation>
    </message>
    <message>
      <source>Regions</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Regiones</translation>
    </message>
    <message>
      <source>Circles</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Círculos</translation>
    </message>
    <message>
      <source>Pairs</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Pares</translation>
    </message>
    <message>
      <source>Choose segments to compare with.</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Elija segmentos con los que comparar.</translation>
    </message>
    <message>
      <source>Overlap</source>
      <extracomment>analysis/overlap_card.py, analysis/upset_chart.py, analysis/venn_chart.py</extracomment>
      <translation>Solapamiento</translation>
    </message>
    <message>
      <source>Segment</source>
      <extracomment>analysis/overlap_card.py, command_palette/entries.py, commands.py, datasets/priority_table.py, segments/condition_rows.py, segments/segments_page.py, syncs/mapping_lines.py, syncs/mapping_rules.py, syncs/sync_steps.py, workspaces/import_page.py</extracomment>
      <translation>Segmento</translation>
    </message>
    <message>
      <source>Save as a segment</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Guardar como segmento</translation>
    </message>
    <message>
      <source>Segments to compare with</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Segmentos con los que comparar</translation>
    </message>
    <message>
      <source>This data set has no other segment yet.</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Este conjunto de datos aún no tiene otro segmento.</translation>
    </message>
    <message>
      <source>Compare with a segment</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Comparar con un segmento</translation>
    </message>
    <message>
      <source>Overlap with %1 segments</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Solapamiento con %1 segmentos</translation>
    </message>
    <message>
      <source>Overlap with one segment</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Solapamiento con un segmento</translation>
    </message>
    <message>
      <source>or wherever else they are: %1</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>o dondequiera que estén además: %1</translation>
    </message>
    <message>
      <source>or without those of the second: %1</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>o sin los del segundo: %1</translation>
    </message>
    <message>
      <source>Circles show two or three segments.</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Los círculos muestran dos o tres segmentos.</translation>
    </message>
    <message>
      <source>Do not compare with %1</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>No comparar con %1</translation>
    </message>
    <message>
      <source>Save as a segment: %1</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Guardar como segmento: %1</translation>
    </message>
    <message>
      <source>Overlap as</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Solapamiento como</translation>
    </message>
    <message>
      <source>More common here than overall</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>Más común aquí que en general</translation>
    </message>
    <message>
      <source>Also what the definition asks for</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>También lo que pide la definición</translation>
    </message>
    <message>
      <source>%1 compared; told is what chance explains in 1 of 1,000 (z-test)</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>%1 comparados; se dice lo que el azar explica en 1 de 1.000 (prueba z)</translation>
    </message>
    <message>
      <source>column</source>
      <extracomment>analysis/profile_card.py, syncs/mapping_lines.py, welcome/file_step.py</extracomment>
      <translation>columna</translation>
    </message>
    <message>
      <source>columns</source>
      <extracomment>analysis/profile_card.py, welcome/file_step.py</extracomment>
      <translation>columnas</translation>
    </message>
    <message>
      <source>Break down by %1</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>Desglosar por %1</translation>
    </message>
    <message>
      <source>too many values: %1</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>demasiados valores: %1</translation>
    </message>
    <message>
      <source>run</source>
      <extracomment>analysis/size_chart.py, syncs/sync_card.py, timeline.py, workspaces/leaving.py</extracomment>
      <translation>ejecución</translation>
    </message>
    <message>
      <source>count</source>
      <extracomment>analysis/size_chart.py</extracomment>
      <translation>recuento</translation>
    </message>
    <message>
      <source>Time</source>
      <extracomment>analysis/size_chart.py, support/log_page.py</extracomment>
      <translation>Hora</translation>
    </message>
    <message>
      <source>Of the data set</source>
      <extracomment>analysis/size_chart.py</extracomment>
      <translation>Del conjunto de datos</translation>
    </message>
    <message>
      <source>Known from</source>
      <extracomment>analysis/size_chart.py</extracomment>
      <translation>Conocido por</translation>
    </message>
    <message>
      <source>Not counted in this time.</source>
      <extracomment>analysis/size_chart.py</extracomment>
      <translation>No contado en este tiempo.</translation>
    </message>
    <message>
      <source>%1 of %2</source>
      <extracomment>analysis/size_chart.py, datasets/computed_tab.py, segments/members_tab.py, segments/segment_view.py, syncs/sync_lines.py, welcome/tour.py</extracomment>
      <translation>%1 de %2</translation>
    </message>
    <message>
      <source>Cancel</source>
      <extracomment>analysis/study_card.py, datasets/add_dataset.py, datasets/computed_form.py, datasets/exclusion_form.py, datasets/priority_form.py, datasets/relation_form.py, destinations/connect_panel.py, destinations/sign_in_row.py, runs/now_panel.py, segments/analyze_tab.py, segments/members_tab.py, settings/backups_card.py, settings/channels_card.py, setup_card.py, syncs/editor_frame.py, syncs/rehearsal_card.py, syncs/review_page.py, welcome/begin_step.py, welcome/send_step.py</extracomment>
      <translation>Cancelar</translation>
    </message>
    <message>
      <source>Count now</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>Contar ahora</translation>
    </message>
    <message>
      <source>Counting…</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>Contando…</translation>
    </message>
    <message>
      <source>Not counted yet. The engine that holds the data does it.</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>Aún no contado. Lo hace el motor que tiene los datos.</translation>
    </message>
    <message>
      <source>counting…</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>contando…</translation>
    </message>
    <message>
      <source>the definition has changed since</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>la definición ha cambiado desde entonces</translation>
    </message>
    <message>
      <source>Counted %1</source>
      <extracomment>analysis/study_card.py, segments/segment_view.py</extracomment>
      <translation>Contado %1</translation>
    </message>
    <message>
      <source>cancel</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>cancelar el recuento</translation>
    </message>
    <message>
      <source>count again</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>contar de nuevo</translation>
    </message>
    <message>
      <source>show as a table</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>mostrar como tabla</translation>
    </message>
    <message>
      <source>table</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>tabla</translation>
    </message>
    <message>
      <source>%1 in %2</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>%1 en %2</translation>
    </message>
    <message>
      <source>More and less common here</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Más y menos común aquí</translation>
    </message>
    <message>
      <source>Value</source>
      <extracomment>analysis/trait_chart.py, datasets/profile_chart.py, syncs/mapping_table.py, welcome/segment_step.py</extracomment>
      <translation>Valor</translation>
    </message>
    <message>
      <source>Ratio</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Razón</translation>
    </message>
    <message>
      <source>Low</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Mínimo</translation>
    </message>
    <message>
      <source>High</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Máximo</translation>
    </message>
    <message>
      <source>Nothing differs enough to be sure of it.</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Nada difiere lo bastante para estar seguros.</translation>
    </message>
    <message>
      <source>%1: %2 of the segment, %3 of the data set</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>%1: %2 del segmento, %3 del conjunto de datos</translation>
    </message>
    <message>
      <source>%1 members · %2 to %3 with 95 % confidence</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>%1 miembros · de %2 a %3 con un 95 % de confianza</translation>
    </message>
    <message>
      <source>Region</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>Región</translation>
    </message>
    <message>
      <source>These segments have no members.</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>Estos segmentos no tienen miembros.</translation>
    </message>
    <message>
      <source>smaller region: see the table</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>región menor: vea la tabla</translation>
    </message>
    <message>
      <source>smaller regions: see the table</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>regiones menores: vea la tabla</translation>
    </message>
    <message>
      <source>in</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>en</translation>
    </message>
    <message>
      <source>Three circles cannot show these exactly: an area is off by up to %1 of the whole.</source>
      <extracomment>analysis/venn_chart.py</extracomment>
      <translation>Tres círculos no pueden mostrarlo con exactitud: un área se desvía hasta un %1 del total.</translation>
    </message>
    <message>
      <source>has %1 of the first</source>
      <extracomment>analysis/venn_chart.py</extracomment>
      <translation>tiene %1 del primero</translation>
    </message>
    <message>
      <source>Find anything</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Buscar cualquier cosa</translation>
    </message>
    <message>
      <source>Find a command, segment, sync, data set, destination or setting</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Buscar un comando, segmento, sincronización, conjunto de datos, destino o ajuste</translation>
    </message>
    <message>
      <source>Found</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Resultados</translation>
    </message>
    <message>
      <source>Arrows move · Enter opens · Esc closes</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Las flechas mueven · Intro abre · Esc cierra</translation>
    </message>
    <message>
      <source>Nothing is called “%1”.</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Nada se llama «%1».</translation>
    </message>
    <message>
      <source>“%1” cannot be done here.</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>«%1» no se puede hacer aquí.</translation>
    </message>
    <message>
      <source>Sync</source>
      <extracomment>command_palette/entries.py, commands.py, runs/forget_page.py, runs/now_lines.py, runs/run_lines.py, workspaces/import_page.py</extracomment>
      <translation>Sincronización</translation>
    </message>
    <message>
      <source>cannot be done here</source>
      <extracomment>command_palette/entries.py</extracomment>
      <translation>no se puede hacer aquí</translation>
    </message>
    <message>
      <source>Settings</source>
      <extracomment>command_palette/entries.py, commands.py, home/lines.py, main_window.py, settings/settings_page.py</extracomment>
      <translation>Ajustes</translation>
    </message>
    <message>
      <source>Recent</source>
      <extracomment>command_palette/entries.py</extracomment>
      <translation>Recientes</translation>
    </message>
    <message>
      <source>What can be done here</source>
      <extracomment>command_palette/entries.py</extracomment>
      <translation>Lo que se puede hacer aquí</translation>
    </message>
    <message>
      <source>File</source>
      <extracomment>commands.py</extracomment>
      <translation>Archivo</translation>
    </message>
    <message>
      <source>Workspace</source>
      <extracomment>commands.py, settings/workspace_card.py</extracomment>
      <translation>Espacio de trabajo</translation>
    </message>
    <message>
      <source>Go</source>
      <extracomment>commands.py</extracomment>
      <translation>Ir</translation>
    </message>
    <message>
      <source>View</source>
      <extracomment>commands.py</extracomment>
      <translation>Ver</translation>
    </message>
    <message>
      <source>Help</source>
      <extracomment>commands.py</extracomment>
      <translation>Ayuda</translation>
    </message>
    <message>
      <source>New segment</source>
      <extracomment>commands.py, datasets/dataset_detail.py, segments/segments_page.py</extracomment>
      <translation>Nuevo segmento</translation>
    </message>
    <message>
      <source>New Sync</source>
      <extracomment>commands.py, datasets/dataset_detail.py, syncs/quick_sync_menu.py, syncs/sync_editor.py, syncs/syncs_tab.py</extracomment>
      <translation>Nueva sincronización</translation>
    </message>
    <message>
      <source>New workspace…</source>
      <extracomment>commands.py</extracomment>
      <translation>Nuevo espacio de trabajo…</translation>
    </message>
    <message>
      <source>Open workspace…</source>
      <extracomment>commands.py</extracomment>
      <translation>Abrir espacio de trabajo…</translation>
    </message>
    <message>
      <source>Switch workspace</source>
      <extracomment>commands.py, rail.py</extracomment>
      <translation>Cambiar de espacio de trabajo</translation>
    </message>
    <message>
      <source>Import document…</source>
      <extracomment>commands.py</extracomment>
      <translation>Importar documento…</translation>
    </message>
    <message>
      <source>Export document…</source>
      <extracomment>commands.py</extracomment>
      <translation>Exportar documento…</translation>
    </message>
    <message>
      <source>Linked document…</source>
      <extracomment>commands.py</extracomment>
      <translation>Documento vinculado…</translation>
    </message>
    <message>
      <source>Back up now</source>
      <extracomment>commands.py, settings/backups_card.py</extracomment>
      <translation>Hacer copia ahora</translation>
    </message>
    <message>
      <source>Restore a backup…</source>
      <extracomment>commands.py</extracomment>
      <translation>Restaurar una copia…</translation>
    </message>
    <message>
      <source>Pack for another computer…</source>
      <extracomment>commands.py</extracomment>
      <translation>Empaquetar para otro equipo…</translation>
    </message>
    <message>
      <source>Unpack a workspace…</source>
      <extracomment>commands.py</extracomment>
      <translation>Desempaquetar un espacio…</translation>
    </message>
    <message>
      <source>Restart</source>
      <extracomment>commands.py, support/crash_dialog.py</extracomment>
      <translation>Reiniciar</translation>
    </message>
    <message>
      <source>Quit</source>
      <extracomment>commands.py, tray.py</extracomment>
      <translation>Salir</translation>
    </message>
    <message>
      <source>Find on the page</source>
      <extracomment>commands.py</extracomment>
      <translation>Buscar en la página</translation>
    </message>
    <message>
      <source>Rename</source>
      <extracomment>commands.py, syncs/editor_steps.py</extracomment>
      <translation>Cambiar nombre</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <extracomment>commands.py</extracomment>
      <translation>Duplicar</translation>
    </message>
    <message>
      <source>Copy link</source>
      <extracomment>commands.py</extracomment>
      <translation>Copiar enlace</translation>
    </message>
    <message>
      <source>Move to a folder…</source>
      <extracomment>commands.py</extracomment>
      <translation>Mover a una carpeta…</translation>
    </message>
    <message>
      <source>Tag…</source>
      <extracomment>commands.py</extracomment>
      <translation>Etiquetar…</translation>
    </message>
    <message>
      <source>Count again</source>
      <extracomment>commands.py, segments/analyze_tab.py</extracomment>
      <translation>Contar de nuevo</translation>
    </message>
    <message>
      <source>Add condition</source>
      <extracomment>commands.py, datasets/computed_form.py, datasets/exclusion_form.py, segments/condition_view.py, segments/definition_layout.py</extracomment>
      <translation>Añadir condición</translation>
    </message>
    <message>
      <source>Undo</source>
      <extracomment>commands.py, datasets/computed_tab.py, datasets/dataset_detail.py, datasets/lists_tab.py, datasets/relations_tab.py, scheduler.py, segments/activity_tab.py, segments/definition_layout.py, segments/definition_tab.py, segments/segment_acts.py, settings/channels_card.py, settings/keyboard_card.py, syncs/history_page.py, syncs/sync_editor.py, syncs/syncs_tab.py</extracomment>
      <translation>Deshacer</translation>
    </message>
    <message>
      <source>Redo</source>
      <extracomment>commands.py, segments/definition_layout.py, segments/definition_tab.py</extracomment>
      <translation>Rehacer</translation>
    </message>
    <message>
      <source>Add condition below</source>
      <extracomment>commands.py</extracomment>
      <translation>Añadir condición debajo</translation>
    </message>
    <message>
      <source>Move condition up</source>
      <extracomment>commands.py</extracomment>
      <translation>Subir condición</translation>
    </message>
    <message>
      <source>Move condition down</source>
      <extracomment>commands.py</extracomment>
      <translation>Bajar condición</translation>
    </message>
    <message>
      <source>Move condition into a group</source>
      <extracomment>commands.py</extracomment>
      <translation>Mover condición a un grupo</translation>
    </message>
    <message>
      <source>Move condition out of its group</source>
      <extracomment>commands.py</extracomment>
      <translation>Sacar condición de su grupo</translation>
    </message>
    <message>
      <source>Duplicate condition</source>
      <extracomment>commands.py, segments/condition_view.py</extracomment>
      <translation>Duplicar condición</translation>
    </message>
    <message>
      <source>Remove condition</source>
      <extracomment>commands.py, segments/condition_view.py</extracomment>
      <translation>Quitar condición</translation>
    </message>
    <message>
      <source>Copy conditions as text</source>
      <extracomment>commands.py</extracomment>
      <translation>Copiar condiciones como texto</translation>
    </message>
    <message>
      <source>Paste conditions</source>
      <extracomment>commands.py, segments/condition_view.py</extracomment>
      <translation>Pegar condiciones</translation>
    </message>
    <message>
      <source>Save definition</source>
      <extracomment>commands.py</extracomment>
      <translation>Guardar definición</translation>
    </message>
    <message>
      <source>View SQL</source>
      <extracomment>commands.py, segments/definition_layout.py</extracomment>
      <translation>Ver SQL</translation>
    </message>
    <message>
      <source>Count all studies again</source>
      <extracomment>commands.py, segments/analyze_tab.py</extracomment>
      <translation>Contar de nuevo todos los estudios</translation>
    </message>
    <message>
      <source>Export charts and tables…</source>
      <extracomment>commands.py</extracomment>
      <translation>Exportar gráficos y tablas…</translation>
    </message>
    <message>
      <source>Delete segment</source>
      <extracomment>commands.py</extracomment>
      <translation>Eliminar segmento</translation>
    </message>
    <message>
      <source>Quick Sync</source>
      <extracomment>commands.py, syncs/quick_sync_menu.py, syncs/syncs_tab.py, welcome/tour.py</extracomment>
      <translation>Quick Sync</translation>
    </message>
    <message>
      <source>Review changes</source>
      <extracomment>commands.py, runs/run_detail.py, syncs/review_page.py, syncs/sync_card.py, welcome/tour.py</extracomment>
      <translation>Revisar cambios</translation>
    </message>
    <message>
      <source>Send the reviewed changes</source>
      <extracomment>commands.py</extracomment>
      <translation>Enviar los cambios revisados</translation>
    </message>
    <message>
      <source>Run now</source>
      <extracomment>commands.py, syncs/sync_card.py</extracomment>
      <translation>Ejecutar ahora</translation>
    </message>
    <message>
      <source>Cancel run</source>
      <extracomment>commands.py, runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Cancelar ejecución</translation>
    </message>
    <message>
      <source>Pause or resume the run</source>
      <extracomment>commands.py</extracomment>
      <translation>Pausar o reanudar la ejecución</translation>
    </message>
    <message>
      <source>Pause or resume all runs</source>
      <extracomment>commands.py</extracomment>
      <translation>Pausar o reanudar todas las ejecuciones</translation>
    </message>
    <message>
      <source>Pause or resume the sync</source>
      <extracomment>commands.py</extracomment>
      <translation>Pausar o reanudar la sincronización</translation>
    </message>
    <message>
      <source>Show runs that wait for the network</source>
      <extracomment>commands.py</extracomment>
      <translation>Mostrar ejecuciones que esperan la red</translation>
    </message>
    <message>
      <source>Turn schedules on or off</source>
      <extracomment>commands.py</extracomment>
      <translation>Activar o desactivar las programaciones</translation>
    </message>
    <message>
      <source>Find a record…</source>
      <extracomment>commands.py</extracomment>
      <translation>Buscar un registro…</translation>
    </message>
    <message>
      <source>Check the audience</source>
      <extracomment>commands.py</extracomment>
      <translation>Comprobar la audiencia</translation>
    </message>
    <message>
      <source>Forget a person…</source>
      <extracomment>commands.py</extracomment>
      <translation>Olvidar a una persona…</translation>
    </message>
    <message>
      <source>Edit sync</source>
      <extracomment>commands.py, syncs/sync_editor.py</extracomment>
      <translation>Editar sincronización</translation>
    </message>
    <message>
      <source>History of the sync…</source>
      <extracomment>commands.py</extracomment>
      <translation>Historial de la sincronización…</translation>
    </message>
    <message>
      <source>Delete sync</source>
      <extracomment>commands.py</extracomment>
      <translation>Eliminar sincronización</translation>
    </message>
    <message>
      <source>Find anything…</source>
      <extracomment>commands.py</extracomment>
      <translation>Buscar cualquier cosa…</translation>
    </message>
    <message>
      <source>Home</source>
      <extracomment>commands.py, home_page.py, main_window.py</extracomment>
      <translation>Inicio</translation>
    </message>
    <message>
      <source>Segments</source>
      <extracomment>commands.py, datasets/priority_form.py, main_window.py, segments/catalogue.py, segments/condition_rows.py, segments/segments_page.py, welcome/tour.py</extracomment>
      <translation>Segmentos</translation>
    </message>
    <message>
      <source>Data sets</source>
      <extracomment>commands.py, datasets/datasets_page.py, main_window.py, runs/forget_page.py</extracomment>
      <translation>Conjuntos de datos</translation>
    </message>
    <message>
      <source>Destinations</source>
      <extracomment>commands.py, destinations/destinations_page.py, main_window.py</extracomment>
      <translation>Destinos</translation>
    </message>
    <message>
      <source>Runs</source>
      <extracomment>commands.py, main_window.py, runs/runs_page.py, syncs/schedule_step.py, welcome/tour.py</extracomment>
      <translation>Ejecuciones</translation>
    </message>
    <message>
      <source>Definition</source>
      <extracomment>commands.py, segments/definition_tab.py, segments/segment_view.py, segments/segments_page.py</extracomment>
      <translation>Definición</translation>
    </message>
    <message>
      <source>Syncs</source>
      <extracomment>commands.py, datasets/dataset_detail.py, destinations/destinations_page.py, segments/segment_view.py, syncs/syncs_tab.py</extracomment>
      <translation>Sincronizaciones</translation>
    </message>
    <message>
      <source>Analyze</source>
      <extracomment>commands.py, segments/analyze_tab.py, segments/segment_view.py</extracomment>
      <translation>Analizar</translation>
    </message>
    <message>
      <source>Activity</source>
      <extracomment>commands.py, datasets/dataset_detail.py, datasets/history_tab.py, segments/activity_tab.py, segments/segment_view.py</extracomment>
      <translation>Actividad</translation>
    </message>
    <message>
      <source>Back</source>
      <extracomment>commands.py, datasets/source_gallery.py, destinations/destinations_page.py, guide/reader.py, runs/forget_page.py, runs/record_page.py, syncs/history_page.py, welcome/file_step.py, welcome/send_step.py, welcome/tour.py, workspaces/import_page.py</extracomment>
      <translation>Atrás</translation>
    </message>
    <message>
      <source>Narrow side bar</source>
      <extracomment>commands.py</extracomment>
      <translation>Barra lateral estrecha</translation>
    </message>
    <message>
      <source>Theme: as the system</source>
      <extracomment>commands.py</extracomment>
      <translation>Tema: como el sistema</translation>
    </message>
    <message>
      <source>Theme: light</source>
      <extracomment>commands.py</extracomment>
      <translation>Tema: claro</translation>
    </message>
    <message>
      <source>Theme: dark</source>
      <extracomment>commands.py</extracomment>
      <translation>Tema: oscuro</translation>
    </message>
    <message>
      <source>Theme: high contrast, light</source>
      <extracomment>commands.py</extracomment>
      <translation>Tema: contraste alto, claro</translation>
    </message>
    <message>
      <source>Theme: high contrast, dark</source>
      <extracomment>commands.py</extracomment>
      <translation>Tema: contraste alto, oscuro</translation>
    </message>
    <message>
      <source>Help on this page</source>
      <extracomment>commands.py</extracomment>
      <translation>Ayuda de esta página</translation>
    </message>
    <message>
      <source>User guide</source>
      <extracomment>commands.py, guide/reader.py</extracomment>
      <translation>Guía de uso</translation>
    </message>
    <message>
      <source>Take the tour</source>
      <extracomment>commands.py, welcome/send_step.py</extracomment>
      <translation>Visita guiada</translation>
    </message>
    <message>
      <source>Welcome…</source>
      <extracomment>commands.py</extracomment>
      <translation>Bienvenida…</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <extracomment>commands.py, help.py</extracomment>
      <translation>Atajos de teclado</translation>
    </message>
    <message>
      <source>Save diagnostics…</source>
      <extracomment>commands.py, support/crash_dialog.py, support/health_page.py</extracomment>
      <translation>Guardar diagnóstico…</translation>
    </message>
    <message>
      <source>Log</source>
      <extracomment>commands.py, kit/said.py, support/log_page.py</extracomment>
      <translation>Registro de actividad</translation>
    </message>
    <message>
      <source>Health check</source>
      <extracomment>commands.py, support/health_page.py</extracomment>
      <translation>Comprobar el estado</translation>
    </message>
    <message>
      <source>About Census Desktop</source>
      <extracomment>commands.py, help.py</extracomment>
      <translation>Acerca de Census Desktop</translation>
    </message>
    <message>
      <source>Choose a folder for %1</source>
      <extracomment>config_form.py</extracomment>
      <translation>Elegir una carpeta para %1</translation>
    </message>
    <message>
      <source>line</source>
      <extracomment>config_form.py, support/log_page.py</extracomment>
      <translation>línea</translation>
    </message>
    <message>
      <source>lines</source>
      <extracomment>config_form.py, support/log_page.py</extracomment>
      <translation>líneas</translation>
    </message>
    <message>
      <source>Hide</source>
      <extracomment>config_form.py</extracomment>
      <translation>Ocultar</translation>
    </message>
    <message>
      <source>stored; type to replace it</source>
      <extracomment>config_form.py</extracomment>
      <translation>guardada; escriba para sustituirla</translation>
    </message>
    <message>
      <source>%1 entered, out of sight; click to look</source>
      <extracomment>config_form.py</extracomment>
      <translation>%1 introducidos, fuera de la vista; haga clic para verlos</translation>
    </message>
    <message>
      <source>Show or hide %1</source>
      <extracomment>config_form.py</extracomment>
      <translation>Mostrar u ocultar %1</translation>
    </message>
    <message>
      <source>Name: value</source>
      <extracomment>config_form.py</extracomment>
      <translation>Nombre: valor</translation>
    </message>
    <message>
      <source>Add a data set</source>
      <extracomment>datasets/add_dataset.py, datasets/datasets_page.py, home_page.py</extracomment>
      <translation>Añadir un conjunto de datos</translation>
    </message>
    <message>
      <source>Source</source>
      <extracomment>datasets/add_dataset.py, syncs/sync_setup.py, workspaces/import_page.py</extracomment>
      <translation>Origen</translation>
    </message>
    <message>
      <source>File or table</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Archivo o tabla</translation>
    </message>
    <message>
      <source>Detected columns</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Columnas detectadas</translation>
    </message>
    <message>
      <source>Add data set</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Añadir conjunto de datos</translation>
    </message>
    <message>
      <source>Choose a file…</source>
      <extracomment>datasets/add_dataset.py, welcome/begin_step.py</extracomment>
      <translation>Elegir un archivo…</translation>
    </message>
    <message>
      <source>Connect a database…</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Conectar una base de datos…</translation>
    </message>
    <message>
      <source>Choose a file</source>
      <extracomment>datasets/add_dataset.py, welcome/begin_step.py</extracomment>
      <translation>Elegir un archivo</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Elegir una carpeta</translation>
    </message>
    <message>
      <source>Reading …</source>
      <extracomment>datasets/add_dataset.py, welcome/file_step.py</extracomment>
      <translation>Leyendo …</translation>
    </message>
    <message>
      <source>Choose a known source</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Elegir un origen conocido</translation>
    </message>
    <message>
      <source>Choose a file or table</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Elegir un archivo o una tabla</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Elegir una carpeta…</translation>
    </message>
    <message>
      <source>Edit the source</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Editar el origen</translation>
    </message>
    <message>
      <source>Files, databases and warehouses; all are only read.</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Archivos, bases de datos y almacenes de datos; todos solo se leen.</translation>
    </message>
    <message>
      <source>There is no file in it that can be read.</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>No contiene ningún archivo que se pueda leer.</translation>
    </message>
    <message>
      <source>column detected</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>columna detectada</translation>
    </message>
    <message>
      <source>columns detected</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>columnas detectadas</translation>
    </message>
    <message>
      <source>“%1” added</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>«%1» añadido</translation>
    </message>
    <message>
      <source>Conditions take what is typed.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Las condiciones toman lo que se escribe.</translation>
    </message>
    <message>
      <source>Selected column</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Columna seleccionada</translation>
    </message>
    <message>
      <source>Personal data</source>
      <extracomment>datasets/column_panel.py, datasets/dataset_lines.py</extracomment>
      <translation>Datos personales</translation>
    </message>
    <message>
      <source>Offer its values in a list</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Ofrecer sus valores en una lista</translation>
    </message>
    <message>
      <source>Profile the columns</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Analizar las columnas</translation>
    </message>
    <message>
      <source>Spread</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Distribución</translation>
    </message>
    <message>
      <source>Spread of the values</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Distribución de los valores</translation>
    </message>
    <message>
      <source>Most frequent</source>
      <extracomment>datasets/column_panel.py, datasets/computed_form.py</extracomment>
      <translation>Más frecuentes</translation>
    </message>
    <message>
      <source>Most frequent values</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Valores más frecuentes</translation>
    </message>
    <message>
      <source>Values of personal data are offered nowhere.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Los valores de datos personales no se ofrecen en ningún sitio.</translation>
    </message>
    <message>
      <source>Conditions choose from its values. They are kept on this computer and read anew once a day.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Las condiciones eligen entre sus valores. Se guardan en este equipo y se leen de nuevo una vez al día.</translation>
    </message>
    <message>
      <source>Profile</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Perfil</translation>
    </message>
    <message>
      <source>Its values are hidden in every view and never kept here; syncs still send them.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Sus valores están ocultos en todas las vistas y nunca se conservan aquí; aun así, las sincronizaciones los envían.</translation>
    </message>
    <message>
      <source>Its values are shown in previews, profiles and records.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Sus valores se muestran en vistas previas, perfiles y registros.</translation>
    </message>
    <message>
      <source>Nothing is known of its values yet.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Aún no se sabe nada de sus valores.</translation>
    </message>
    <message>
      <source>Refresh</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Actualizar</translation>
    </message>
    <message>
      <source>The column is newer than this profile.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>La columna es más nueva que este perfil.</translation>
    </message>
    <message>
      <source>Asking %1 …</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Consultando %1 …</translation>
    </message>
    <message>
      <source>%1, %2</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>%1, %2</translation>
    </message>
    <message>
      <source>record</source>
      <extracomment>datasets/column_panel.py, datasets/list_words.py, runs/call_text.py, runs/calls_tab.py, runs/forget_page.py, runs/records_tab.py, segments/condition_groups.py, syncs/plan_panel.py, syncs/review_page.py, syncs/reviewed.py, welcome/send_step.py</extracomment>
      <translation>registro</translation>
    </message>
    <message>
      <source>records</source>
      <extracomment>datasets/column_panel.py, datasets/list_words.py, runs/call_text.py, runs/calls_tab.py, runs/forget_page.py, runs/records_tab.py, segments/condition_groups.py, syncs/alerts_step.py, syncs/plan_panel.py, syncs/review_page.py, syncs/reviewed.py, syncs/safety_step.py, welcome/send_step.py</extracomment>
      <translation>registros</translation>
    </message>
    <message>
      <source>Refresh columns</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>Actualizar columnas</translation>
    </message>
    <message>
      <source>, nothing new</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>, nada nuevo</translation>
    </message>
    <message>
      <source>Space marks personal data, L offers values in a list</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>Espacio marca datos personales, L ofrece valores en una lista</translation>
    </message>
    <message>
      <source>Columns read</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>Columnas leídas</translation>
    </message>
    <message>
      <source>the source</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>el origen</translation>
    </message>
    <message>
      <source>: new: %1</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>: nuevas: %1</translation>
    </message>
    <message>
      <source>Look up one value</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Buscar un valor</translation>
    </message>
    <message>
      <source>Count</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Recuento</translation>
    </message>
    <message>
      <source>Sum</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Suma</translation>
    </message>
    <message>
      <source>Average</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Promedio</translation>
    </message>
    <message>
      <source>Least</source>
      <extracomment>datasets/computed_form.py, datasets/profile_chart.py</extracomment>
      <translation>Menor</translation>
    </message>
    <message>
      <source>Greatest</source>
      <extracomment>datasets/computed_form.py, datasets/profile_chart.py</extracomment>
      <translation>Mayor</translation>
    </message>
    <message>
      <source>Computed column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Columna calculada</translation>
    </message>
    <message>
      <source>Name of the column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Nombre de la columna</translation>
    </message>
    <message>
      <source>Of related records</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>De registros relacionados</translation>
    </message>
    <message>
      <source>What</source>
      <extracomment>datasets/computed_form.py, datasets/history_tab.py, runs/record_story.py, segments/activity_tab.py, support/log_page.py, syncs/history_page.py, workspaces/import_page.py</extracomment>
      <translation>Qué</translation>
    </message>
    <message>
      <source>Of the column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>De la columna</translation>
    </message>
    <message>
      <source>Records that count</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Registros que cuentan</translation>
    </message>
    <message>
      <source>Save column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Guardar columna</translation>
    </message>
    <message>
      <source>Add a relationship first: computed columns are made of related records.</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Añada antes una relación: las columnas calculadas se hacen de registros relacionados.</translation>
    </message>
    <message>
      <source>Choose whose records it is made of.</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Elija de qué registros se hace.</translation>
    </message>
    <message>
      <source>Choose the column that is taken.</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Elija la columna que se toma.</translation>
    </message>
    <message>
      <source>Asking the source …</source>
      <extracomment>datasets/computed_form.py, datasets/relation_form.py</extracomment>
      <translation>Consultando el origen …</translation>
    </message>
    <message>
      <source>Choose a relationship</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Elegir una relación</translation>
    </message>
    <message>
      <source>Choose a column</source>
      <extracomment>datasets/computed_form.py, datasets/relation_form.py, syncs/sync_steps.py</extracomment>
      <translation>Elegir una columna</translation>
    </message>
    <message>
      <source>Add a condition to the roll-up</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Añadir una condición al resumen</translation>
    </message>
    <message>
      <source>New computed column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Nueva columna calculada</translation>
    </message>
    <message>
      <source>Cancel the computed column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Descartar la columna calculada</translation>
    </message>
    <message>
      <source>“%1” gives several records, so there is no one value to look up. Roll them up.</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>«%1» da varios registros, así que no hay un único valor que buscar. Resúmalos.</translation>
    </message>
    <message>
      <source>New column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Nueva columna</translation>
    </message>
    <message>
      <source>Edit “%1”</source>
      <extracomment>datasets/computed_form.py, datasets/exclusion_form.py, datasets/priority_form.py, datasets/relation_form.py</extracomment>
      <translation>Editar «%1»</translation>
    </message>
    <message>
      <source>Its values are personal data and stay hidden (%1).</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Sus valores son datos personales y permanecen ocultos (%1).</translation>
    </message>
    <message>
      <source>Values (%1): </source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Valores (%1): </translation>
    </message>
    <message>
      <source>A look-up brings one value of a related record here; a roll-up counts, adds or compares many.</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Una búsqueda trae un valor de un registro relacionado; un resumen cuenta, suma o compara muchos.</translation>
    </message>
    <message>
      <source>%1 where %2</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>%1 donde %2</translation>
    </message>
    <message>
      <source>does not work</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>no funciona</translation>
    </message>
    <message>
      <source>How</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Cómo</translation>
    </message>
    <message>
      <source>Type</source>
      <extracomment>datasets/computed_tab.py, datasets/dataset_lines.py, settings/channels_card.py</extracomment>
      <translation>Tipo</translation>
    </message>
    <message>
      <source>Edit</source>
      <extracomment>datasets/computed_tab.py, datasets/lists_tab.py, datasets/relations_tab.py, settings/channels_card.py</extracomment>
      <translation>Editar</translation>
    </message>
    <message>
      <source>number of %1</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>número de %1</translation>
    </message>
    <message>
      <source>%1 %2 of %3</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>%1 %2 de %3</translation>
    </message>
    <message>
      <source>Computed columns</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Columnas calculadas</translation>
    </message>
    <message>
      <source>Edit the computed column</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Editar la columna calculada</translation>
    </message>
    <message>
      <source>Remove the computed column</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Quitar la columna calculada</translation>
    </message>
    <message>
      <source>Add</source>
      <extracomment>datasets/computed_tab.py, datasets/relations_tab.py</extracomment>
      <translation>Añadir</translation>
    </message>
    <message>
      <source>No computed column yet</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Aún no hay columnas calculadas</translation>
    </message>
    <message>
      <source>Trying it on the source …</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Probándola en el origen …</translation>
    </message>
    <message>
      <source>“%1” removed</source>
      <extracomment>datasets/computed_tab.py, datasets/dataset_detail.py, datasets/lists_tab.py, datasets/relations_tab.py, datasets/source_gallery.py, destinations/destinations_page.py</extracomment>
      <translation>«%1» eliminado</translation>
    </message>
    <message>
      <source>Add a computed column</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Añadir una columna calculada</translation>
    </message>
    <message>
      <source>Syncs of the whole data set are listed here; those of its segments are in their Syncs tabs.</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Aquí figuran las sincronizaciones de todo el conjunto; las de sus segmentos, en la pestaña Sincronizaciones de cada uno.</translation>
    </message>
    <message>
      <source>The whole data set is sent nowhere</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>El conjunto de datos completo no se envía a ningún sitio</translation>
    </message>
    <message>
      <source>Selected data set</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Conjunto de datos seleccionado</translation>
    </message>
    <message>
      <source>Views of the data set</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Vistas del conjunto de datos</translation>
    </message>
    <message>
      <source>Relationships</source>
      <extracomment>datasets/dataset_detail.py, datasets/relations_tab.py</extracomment>
      <translation>Relaciones</translation>
    </message>
    <message>
      <source>Computed</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Calculadas</translation>
    </message>
    <message>
      <source>Lists</source>
      <extracomment>datasets/dataset_detail.py, datasets/lists_tab.py</extracomment>
      <translation>Listas</translation>
    </message>
    <message>
      <source>Reading</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Lectura</translation>
    </message>
    <message>
      <source>segment</source>
      <extracomment>datasets/dataset_detail.py, datasets/dataset_lines.py, main_window.py, segments/segment_acts.py, segments/segment_line.py, segments/segments_page.py</extracomment>
      <translation>segmento</translation>
    </message>
    <message>
      <source>segments</source>
      <extracomment>datasets/dataset_detail.py, datasets/dataset_lines.py, main_window.py, segments/segment_acts.py, segments/segment_line.py, segments/segments_page.py</extracomment>
      <translation>segmentos</translation>
    </message>
    <message>
      <source>New Sync of the whole data set</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Nueva sincronización de todo el conjunto de datos</translation>
    </message>
    <message>
      <source>Remove the data set</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Quitar el conjunto de datos</translation>
    </message>
    <message>
      <source>sync</source>
      <extracomment>datasets/dataset_detail.py, runs/forget_page.py, segments/segment_view.py, workspaces/notice.py</extracomment>
      <translation>sincronización</translation>
    </message>
    <message>
      <source>syncs</source>
      <extracomment>datasets/dataset_detail.py, runs/forget_page.py, segments/segment_view.py, workspaces/notice.py</extracomment>
      <translation>sincronizaciones</translation>
    </message>
    <message>
      <source>Data set name</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Nombre del conjunto de datos</translation>
    </message>
    <message>
      <source>Records are</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Los registros son</translation>
    </message>
    <message>
      <source>Each value stands once; segments are combined by it</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Cada valor aparece una vez; los segmentos se combinan por él</translation>
    </message>
    <message>
      <source>Matches people at destinations</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Reconoce a las personas en los destinos</translation>
    </message>
    <message>
      <source>What happened</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Qué pasó</translation>
    </message>
    <message>
      <source>When it happened, in UTC</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Cuándo pasó, en UTC</translation>
    </message>
    <message>
      <source>Unique identifier</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Identificador único</translation>
    </message>
    <message>
      <source>E-mail address</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Dirección de correo</translation>
    </message>
    <message>
      <source>Event name</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Nombre del evento</translation>
    </message>
    <message>
      <source>Event time</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Hora del evento</translation>
    </message>
    <message>
      <source>Name</source>
      <extracomment>datasets/dataset_form.py, datasets/exclusion_form.py, datasets/priority_form.py, segments/segments_page.py, settings/channels_card.py, setup_card.py, syncs/sync_review.py</extracomment>
      <translation>Nombre</translation>
    </message>
    <message>
      <source>none</source>
      <extracomment>datasets/dataset_form.py, datasets/reading_panel.py, runs/forget_page.py</extracomment>
      <translation>ninguno</translation>
    </message>
    <message>
      <source>People</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Personas</translation>
    </message>
    <message>
      <source>Companies</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Empresas</translation>
    </message>
    <message>
      <source>Events</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Eventos</translation>
    </message>
    <message>
      <source>Anything else</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Otra cosa</translation>
    </message>
    <message>
      <source>source removed</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>origen quitado</translation>
    </message>
    <message>
      <source>computed column</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>columna calculada</translation>
    </message>
    <message>
      <source>Give the data set a name.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Dé un nombre al conjunto de datos.</translation>
    </message>
    <message>
      <source>Events need the column of their name and the column of their time.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Los eventos necesitan la columna de su nombre y la de su hora.</translation>
    </message>
    <message>
      <source>Choose the column that identifies a record.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Elija la columna que identifica un registro.</translation>
    </message>
    <message>
      <source>Used as</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Se usa como</translation>
    </message>
    <message>
      <source>no longer in the source</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>ya no está en el origen</translation>
    </message>
    <message>
      <source>Personal</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Personal</translation>
    </message>
    <message>
      <source>In a list</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>En una lista</translation>
    </message>
    <message>
      <source>Empty</source>
      <extracomment>datasets/dataset_lines.py, datasets/profile_chart.py, syncs/mapping_popovers.py</extracomment>
      <translation>Vacío</translation>
    </message>
    <message>
      <source>Different</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Distintos</translation>
    </message>
    <message>
      <source>%1 does not work: %2.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>%1 no funciona: %2.</translation>
    </message>
    <message>
      <source>The %1</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>%1</translation>
    </message>
    <message>
      <source>The %1 “%2”</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>%1 «%2»</translation>
    </message>
    <message>
      <source>unique identifier</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>identificador único</translation>
    </message>
    <message>
      <source>e-mail address</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>dirección de correo</translation>
    </message>
    <message>
      <source>event name</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>nombre del evento</translation>
    </message>
    <message>
      <source>event time</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>hora del evento</translation>
    </message>
    <message>
      <source>SQL query</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>consulta SQL</translation>
    </message>
    <message>
      <source>The source has changed, %1.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>El origen ha cambiado, %1.</translation>
    </message>
    <message>
      <source>And %1 more.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Y %1 más.</translation>
    </message>
    <message>
      <source>hidden until shown</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>ocultos hasta mostrarlos</translation>
    </message>
    <message>
      <source>personal data</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>datos personales</translation>
    </message>
    <message>
      <source>not personal data</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>no son datos personales</translation>
    </message>
    <message>
      <source>values offered in a list</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>valores ofrecidos en una lista</translation>
    </message>
    <message>
      <source>values typed</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>valores escritos</translation>
    </message>
    <message>
      <source>A data set is a file or table of your records: customers, orders, events. It is opened read-only.</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Un conjunto de datos es un archivo o una tabla de sus registros: clientes, pedidos, eventos. Solo se lee.</translation>
    </message>
    <message>
      <source>Search data sets</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Buscar conjuntos de datos</translation>
    </message>
    <message>
      <source>Add the first data set</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Añadir el primer conjunto de datos</translation>
    </message>
    <message>
      <source>No data set yet</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Aún no hay conjuntos de datos</translation>
    </message>
    <message>
      <source>data set</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>conjunto de datos</translation>
    </message>
    <message>
      <source>data sets</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>conjuntos de datos</translation>
    </message>
    <message>
      <source>Exclusion list</source>
      <extracomment>datasets/exclusion_form.py, datasets/list_words.py, datasets/lists_tab.py</extracomment>
      <translation>Lista de exclusión</translation>
    </message>
    <message>
      <source>Name of the exclusion list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Nombre de la lista de exclusión</translation>
    </message>
    <message>
      <source>The exclusion list is on</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>La lista de exclusión está activada</translation>
    </message>
    <message>
      <source>Who is on the list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Quién está en la lista</translation>
    </message>
    <message>
      <source>More</source>
      <extracomment>datasets/exclusion_form.py, segments/definition_layout.py</extracomment>
      <translation>Más</translation>
    </message>
    <message>
      <source>Save list</source>
      <extracomment>datasets/exclusion_form.py, datasets/priority_form.py</extracomment>
      <translation>Guardar lista</translation>
    </message>
    <message>
      <source>On: nobody on it is sent anywhere</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Activada: nadie de la lista se envía a ningún sitio</translation>
    </message>
    <message>
      <source>Add a condition to the list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Añadir una condición a la lista</translation>
    </message>
    <message>
      <source>Add something else to the list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Añadir otra cosa a la lista</translation>
    </message>
    <message>
      <source>Save the exclusion list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Guardar la lista de exclusión</translation>
    </message>
    <message>
      <source>New exclusion list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Nueva lista de exclusión</translation>
    </message>
    <message>
      <source>Counting …</source>
      <extracomment>datasets/exclusion_form.py, datasets/priority_form.py, welcome/segment_step.py</extracomment>
      <translation>Contando …</translation>
    </message>
    <message>
      <source>Say who is on the list: until then it takes nobody out.</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Diga quién está en la lista: hasta entonces no quita a nadie.</translation>
    </message>
    <message>
      <source>Another exclusion list is called so.</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Otra lista de exclusión se llama así.</translation>
    </message>
    <message>
      <source>Cancel the exclusion list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Descartar la lista de exclusión</translation>
    </message>
    <message>
      <source>this list</source>
      <extracomment>datasets/exclusion_form.py, datasets/priority_form.py</extracomment>
      <translation>esta lista</translation>
    </message>
    <message>
      <source>Restore what was before</source>
      <extracomment>datasets/history_tab.py</extracomment>
      <translation>Restaurar lo anterior</translation>
    </message>
    <message>
      <source>Brings back the definition as it was before the selected change</source>
      <extracomment>datasets/history_tab.py</extracomment>
      <translation>Recupera la definición tal como era antes del cambio seleccionado</translation>
    </message>
    <message>
      <source>Changes of the data set</source>
      <extracomment>datasets/history_tab.py</extracomment>
      <translation>Cambios del conjunto de datos</translation>
    </message>
    <message>
      <source>When</source>
      <extracomment>datasets/history_tab.py, runs/record_story.py, segments/activity_tab.py, segments/condition_groups.py, syncs/history_page.py</extracomment>
      <translation>Cuándo</translation>
    </message>
    <message>
      <source>“%1” is as it was before %2</source>
      <extracomment>datasets/history_tab.py</extracomment>
      <translation>«%1» está como antes de %2</translation>
    </message>
    <message>
      <source>On</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Activada</translation>
    </message>
    <message>
      <source>Off</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Desactivada</translation>
    </message>
    <message>
      <source>Nobody is in two of these segments.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Nadie está en dos de estos segmentos.</translation>
    </message>
    <message>
      <source>no condition yet: nobody is on it</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>aún sin condición: no hay nadie en ella</translation>
    </message>
    <message>
      <source>Takes out %1 of %2</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Quita %1 de %2</translation>
    </message>
    <message>
      <source>Would take out %1 of %2</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Quitaría %1 de %2</translation>
    </message>
    <message>
      <source>Keeps %1 out of lower segments</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Mantiene a %1 fuera de los segmentos inferiores</translation>
    </message>
    <message>
      <source>Takes nobody out: no record is on it.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>No quita a nadie: no hay ningún registro en ella.</translation>
    </message>
    <message>
      <source>Priority list</source>
      <extracomment>datasets/list_words.py, datasets/lists_tab.py, datasets/priority_form.py</extracomment>
      <translation>Lista de prioridad</translation>
    </message>
    <message>
      <source>other sync stops</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>sincronización más deja</translation>
    </message>
    <message>
      <source>other syncs stop</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>sincronizaciones más dejan</translation>
    </message>
    <message>
      <source>Off: the %1 of %2 records on it stay in.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Desactivada: los %1 de %2 registros de la lista permanecen.</translation>
    </message>
    <message>
      <source>Takes %1 of %2 records out of every segment and sync.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Quita %1 de %2 registros de todos los segmentos y sincronizaciones.</translation>
    </message>
    <message>
      <source>mirror will remove records</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>réplica eliminará registros</translation>
    </message>
    <message>
      <source>mirrors will remove records</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>réplicas eliminarán registros</translation>
    </message>
    <message>
      <source>mirror will add records</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>réplica añadirá registros</translation>
    </message>
    <message>
      <source>mirrors will add records</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>réplicas añadirán registros</translation>
    </message>
    <message>
      <source>Keeps members of higher segments out of lower ones: %1 in all.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Mantiene a los miembros de segmentos superiores fuera de los inferiores: %1 en total.</translation>
    </message>
    <message>
      <source>a segment that is gone</source>
      <extracomment>datasets/list_words.py, datasets/priority_form.py, segments/activity_tab.py, segments/condition_rows.py, syncs/mapping_rules.py</extracomment>
      <translation>un segmento que ya no existe</translation>
    </message>
    <message>
      <source>%1 sending them; what was sent stays there.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>%1 de enviarlos; lo enviado permanece allí.</translation>
    </message>
    <message>
      <source>Lets %1 back into every segment and sync.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Vuelve a admitir %1 en todos los segmentos y sincronizaciones.</translation>
    </message>
    <message>
      <source>%1 more than now.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>%1 más que ahora.</translation>
    </message>
    <message>
      <source>%1 fewer than now.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>%1 menos que ahora.</translation>
    </message>
    <message>
      <source>%1 of them are on another list already.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>%1 de ellos ya están en otra lista.</translation>
    </message>
    <message>
      <source>and %1 more</source>
      <extracomment>datasets/list_words.py, syncs/mapping_step.py</extracomment>
      <translation>y %1 más</translation>
    </message>
    <message>
      <source>An exclusion list keeps records out of every segment and sync; a priority list keeps each in the first of its segments.</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Una lista de exclusión mantiene registros fuera de todo segmento y sincronización; una de prioridad deja cada uno en el primero de sus segmentos.</translation>
    </message>
    <message>
      <source>List</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Lista</translation>
    </message>
    <message>
      <source>What it does</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Qué hace</translation>
    </message>
    <message>
      <source>State</source>
      <extracomment>datasets/lists_tab.py, runs/now_lines.py, runs/run_lines.py, syncs/sync_lines.py</extracomment>
      <translation>Estado</translation>
    </message>
    <message>
      <source>Turn off…</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Desactivar…</translation>
    </message>
    <message>
      <source>not known</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>no se sabe</translation>
    </message>
    <message>
      <source>Edit the list</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Editar la lista</translation>
    </message>
    <message>
      <source>Turn the list on or off</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Activar o desactivar la lista</translation>
    </message>
    <message>
      <source>Remove the list</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Quitar la lista</translation>
    </message>
    <message>
      <source>Count the lists again</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Contar de nuevo las listas</translation>
    </message>
    <message>
      <source>Add an exclusion list</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Añadir una lista de exclusión</translation>
    </message>
    <message>
      <source>Add a priority list</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Añadir una lista de prioridad</translation>
    </message>
    <message>
      <source>No list yet</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Aún no hay listas</translation>
    </message>
    <message>
      <source>Turn on…</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Activar…</translation>
    </message>
    <message>
      <source>Every segment of the data set is in the list.</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Todos los segmentos del conjunto de datos están en la lista.</translation>
    </message>
    <message>
      <source>Name of the priority list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Nombre de la lista de prioridad</translation>
    </message>
    <message>
      <source>Move the segment up (Alt+Up)</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Subir el segmento (Alt+Arriba)</translation>
    </message>
    <message>
      <source>Move the segment down (Alt+Down)</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Bajar el segmento (Alt+Abajo)</translation>
    </message>
    <message>
      <source>Add segment</source>
      <extracomment>datasets/priority_form.py, segments/condition_view.py</extracomment>
      <translation>Añadir segmento</translation>
    </message>
    <message>
      <source>Up</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Arriba</translation>
    </message>
    <message>
      <source>Down</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Abajo</translation>
    </message>
    <message>
      <source>Save the priority list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Guardar la lista de prioridad</translation>
    </message>
    <message>
      <source>Add a segment to the list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Añadir un segmento a la lista</translation>
    </message>
    <message>
      <source>Move up</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Subir</translation>
    </message>
    <message>
      <source>Move down</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Bajar</translation>
    </message>
    <message>
      <source>Take the segment out of the list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Quitar el segmento de la lista</translation>
    </message>
    <message>
      <source>New priority list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Nueva lista de prioridad</translation>
    </message>
    <message>
      <source>Add the segments, the highest first: whoever is in a higher one is not in the lower ones.</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Añada los segmentos, el más alto primero: quien está en uno superior no está en los inferiores.</translation>
    </message>
    <message>
      <source>Another priority list is called so.</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Otra lista de prioridad se llama así.</translation>
    </message>
    <message>
      <source>Cancel the priority list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Descartar la lista de prioridad</translation>
    </message>
    <message>
      <source>in the priority list “%1”</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>en la lista de prioridad «%1»</translation>
    </message>
    <message>
      <source>Place</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Puesto</translation>
    </message>
    <message>
      <source>By itself</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Por sí solo</translation>
    </message>
    <message>
      <source>With the list</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Con la lista</translation>
    </message>
    <message>
      <source>Segments in order, the highest first</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Segmentos en orden, el más alto primero</translation>
    </message>
    <message>
      <source>The highest</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>El más alto</translation>
    </message>
    <message>
      <source>(empty text)</source>
      <extracomment>datasets/profile_chart.py</extracomment>
      <translation>(texto vacío)</translation>
    </message>
    <message>
      <source>true</source>
      <extracomment>datasets/profile_chart.py, syncs/mapping_popovers.py</extracomment>
      <translation>verdadero</translation>
    </message>
    <message>
      <source>false</source>
      <extracomment>datasets/profile_chart.py, syncs/mapping_popovers.py</extracomment>
      <translation>falso</translation>
    </message>
    <message>
      <source>%1, each stands once</source>
      <extracomment>datasets/profile_chart.py</extracomment>
      <translation>%1, cada uno aparece una vez</translation>
    </message>
    <message>
      <source>From</source>
      <extracomment>datasets/profile_chart.py, syncs/mapping_table.py</extracomment>
      <translation>De</translation>
    </message>
    <message>
      <source>To</source>
      <extracomment>datasets/profile_chart.py, syncs/review_page.py</extracomment>
      <translation>A</translation>
    </message>
    <message>
      <source>Records</source>
      <extracomment>datasets/profile_chart.py, runs/forget_page.py, runs/run_detail.py</extracomment>
      <translation>Registros</translation>
    </message>
    <message>
      <source>Different values</source>
      <extracomment>datasets/profile_chart.py</extracomment>
      <translation>Valores distintos</translation>
    </message>
    <message>
      <source>Mean</source>
      <extracomment>datasets/profile_chart.py</extracomment>
      <translation>Media</translation>
    </message>
    <message>
      <source>double "</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>dobles "</translation>
    </message>
    <message>
      <source>single '</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>simples '</translation>
    </message>
    <message>
      <source>in the first line</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>en la primera línea</translation>
    </message>
    <message>
      <source>there are none</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>no hay</translation>
    </message>
    <message>
      <source>%1 files</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>%1 archivos</translation>
    </message>
    <message>
      <source>names in the first line</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>nombres en la primera línea</translation>
    </message>
    <message>
      <source>no names</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>sin nombres</translation>
    </message>
    <message>
      <source>%1 lines skipped</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>%1 líneas omitidas</translation>
    </message>
    <message>
      <source>dates as %1</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>fechas como %1</translation>
    </message>
    <message>
      <source>How the file is read</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Cómo se lee el archivo</translation>
    </message>
    <message>
      <source>As found</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Como se encontró</translation>
    </message>
    <message>
      <source>Delimiter</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Delimitador</translation>
    </message>
    <message>
      <source>Encoding</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Codificación</translation>
    </message>
    <message>
      <source>Quotes</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Comillas</translation>
    </message>
    <message>
      <source>Names</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Nombres</translation>
    </message>
    <message>
      <source>Numbers are written</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Los números se escriben</translation>
    </message>
    <message>
      <source>Dates are written</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Las fechas se escriben</translation>
    </message>
    <message>
      <source>Lines to skip</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Líneas que omitir</translation>
    </message>
    <message>
      <source>Words for empty</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Palabras para vacío</translation>
    </message>
    <message>
      <source>Cells</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Celdas</translation>
    </message>
    <message>
      <source>Column for the file's name</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Columna para el nombre del archivo</translation>
    </message>
    <message>
      <source>Column to read as another type</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Columna que leer como otro tipo</translation>
    </message>
    <message>
      <source>Type of the column</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Tipo de la columna</translation>
    </message>
    <message>
      <source>Type of a column</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Tipo de una columna</translation>
    </message>
    <message>
      <source>Read as found</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Leer como se encontró</translation>
    </message>
    <message>
      <source>First rows</source>
      <extracomment>datasets/reading_panel.py, welcome/file_step.py</extracomment>
      <translation>Primeras filas</translation>
    </message>
    <message>
      <source>How it is read</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Cómo se lee</translation>
    </message>
    <message>
      <source>as found</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>como se encontró</translation>
    </message>
    <message>
      <source>Files differ</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Los archivos difieren</translation>
    </message>
    <message>
      <source>Save</source>
      <extracomment>datasets/reading_tab.py, segments/definition_layout.py, syncs/consequences_panel.py</extracomment>
      <translation>Guardar</translation>
    </message>
    <message>
      <source>Read as it is</source>
      <extracomment>datasets/reading_tab.py</extracomment>
      <translation>Leer tal cual</translation>
    </message>
    <message>
      <source>Its source tells names and types; there is nothing to correct.</source>
      <extracomment>datasets/reading_tab.py</extracomment>
      <translation>Su origen indica nombres y tipos; no hay nada que corregir.</translation>
    </message>
    <message>
      <source>Save how it is read</source>
      <extracomment>datasets/reading_tab.py</extracomment>
      <translation>Guardar cómo se lee</translation>
    </message>
    <message>
      <source>“%1” is read like this from now on</source>
      <extracomment>datasets/reading_tab.py</extracomment>
      <translation>«%1» se lee así a partir de ahora</translation>
    </message>
    <message>
      <source>Also from the other side</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>También desde el otro lado</translation>
    </message>
    <message>
      <source>Relationship</source>
      <extracomment>datasets/relation_form.py, datasets/relations_tab.py</extracomment>
      <translation>Relación</translation>
    </message>
    <message>
      <source>Name of the relationship</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Nombre de la relación</translation>
    </message>
    <message>
      <source>Related data set</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Conjunto de datos relacionado</translation>
    </message>
    <message>
      <source>Kind</source>
      <extracomment>datasets/relation_form.py, datasets/relations_tab.py</extracomment>
      <translation>Clase</translation>
    </message>
    <message>
      <source>Column here</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Columna aquí</translation>
    </message>
    <message>
      <source>Column there</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Columna allí</translation>
    </message>
    <message>
      <source>Through</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>A través de</translation>
    </message>
    <message>
      <source>Pairs name this side in</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Los pares nombran este lado en</translation>
    </message>
    <message>
      <source>Pairs name the other side in</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Los pares nombran el otro lado en</translation>
    </message>
    <message>
      <source>Conditions there can then name records here</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Las condiciones de allí pueden entonces nombrar registros de aquí</translation>
    </message>
    <message>
      <source>Check against the data</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Comprobar con los datos</translation>
    </message>
    <message>
      <source>Save relationship</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Guardar relación</translation>
    </message>
    <message>
      <source>Choose a data set</source>
      <extracomment>datasets/relation_form.py, syncs/sync_steps.py</extracomment>
      <translation>Elegir un conjunto de datos</translation>
    </message>
    <message>
      <source>The data set of pairs</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>El conjunto de datos de los pares</translation>
    </message>
    <message>
      <source>New relationship</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Nueva relación</translation>
    </message>
    <message>
      <source>Cancel the relationship</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Descartar la relación</translation>
    </message>
    <message>
      <source>%1 (gone)</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>%1 (desaparecido)</translation>
    </message>
    <message>
      <source>Related data sets let conditions speak of orders, visits or companies of a record.</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Los conjuntos relacionados permiten que las condiciones hablen de pedidos, visitas o empresas de un registro.</translation>
    </message>
    <message>
      <source>Equal columns</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Columnas iguales</translation>
    </message>
    <message>
      <source>In the data</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>En los datos</translation>
    </message>
    <message>
      <source>Find from keys</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Buscar por claves</translation>
    </message>
    <message>
      <source>Check</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Comprobar</translation>
    </message>
    <message>
      <source>Proposed: %1</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Propuesta: %1</translation>
    </message>
    <message>
      <source>Edit the relationship</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Editar la relación</translation>
    </message>
    <message>
      <source>Remove the relationship</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Quitar la relación</translation>
    </message>
    <message>
      <source>Find relationships from keys</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Buscar relaciones por claves</translation>
    </message>
    <message>
      <source>Check the relationships</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Comprobar las relaciones</translation>
    </message>
    <message>
      <source>No relationship yet</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Aún no hay relaciones</translation>
    </message>
    <message>
      <source>Use it</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Usarla</translation>
    </message>
    <message>
      <source>Use from here too</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Usarla también desde aquí</translation>
    </message>
    <message>
      <source>Looking at keys …</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Examinando claves …</translation>
    </message>
    <message>
      <source>No other keys match by name, type and values.</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Ninguna otra clave coincide en nombre, tipo y valores.</translation>
    </message>
    <message>
      <source>declared on %1</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>declarada en %1</translation>
    </message>
    <message>
      <source>to %1</source>
      <extracomment>datasets/relations_tab.py, runs/run_detail.py</extracomment>
      <translation>a %1</translation>
    </message>
    <message>
      <source>Add a relationship</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Añadir una relación</translation>
    </message>
    <message>
      <source>Search sources</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Buscar orígenes</translation>
    </message>
    <message>
      <source>No source is called that.</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Ningún origen se llama así.</translation>
    </message>
    <message>
      <source>Connect a source</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Conectar un origen</translation>
    </message>
    <message>
      <source>Connected</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Conectados</translation>
    </message>
    <message>
      <source>Needs a package</source>
      <extracomment>datasets/source_gallery.py, destinations/gallery.py</extracomment>
      <translation>Necesita un paquete</translation>
    </message>
    <message>
      <source>Back to data sets</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Volver a los conjuntos de datos</translation>
    </message>
    <message>
      <source>Databases</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Bases de datos</translation>
    </message>
    <message>
      <source>Warehouses</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Almacenes de datos</translation>
    </message>
    <message>
      <source>Files on this computer</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Archivos de este equipo</translation>
    </message>
    <message>
      <source>Its password is deleted from the keyring, which cannot be undone.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Su contraseña se elimina del llavero, lo que no se puede deshacer.</translation>
    </message>
    <message>
      <source>%1 needs a package that is not installed. In a terminal: %2</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>%1 necesita un paquete que no está instalado. En un terminal: %2</translation>
    </message>
    <message>
      <source>Copied</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Copiado</translation>
    </message>
    <message>
      <source>It opens, but has no table that this user may read.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Se abre, pero no tiene ninguna tabla que este usuario pueda leer.</translation>
    </message>
    <message>
      <source>table or view</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>tabla o vista</translation>
    </message>
    <message>
      <source>tables and views</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>tablas y vistas</translation>
    </message>
    <message>
      <source>No data set is of it.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Ningún conjunto de datos viene de él.</translation>
    </message>
    <message>
      <source>Source name</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Nombre del origen</translation>
    </message>
    <message>
      <source>How this source is called in this workspace</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Cómo se llama este origen en este espacio de trabajo</translation>
    </message>
    <message>
      <source>A source needs a name</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Un origen necesita un nombre</translation>
    </message>
    <message>
      <source>Test connection</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Probar conexión</translation>
    </message>
    <message>
      <source>Connecting …</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Conectando …</translation>
    </message>
    <message>
      <source>Remove the source</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Quitar el origen</translation>
    </message>
    <message>
      <source>Remove source</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Quitar origen</translation>
    </message>
    <message>
      <source>Cancel connecting</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Cancelar la conexión</translation>
    </message>
    <message>
      <source>Save source</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Guardar origen</translation>
    </message>
    <message>
      <source>data set is</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>conjunto de datos viene</translation>
    </message>
    <message>
      <source>data sets are</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>conjuntos de datos vienen</translation>
    </message>
    <message>
      <source>Connect %1</source>
      <extracomment>datasets/source_panel.py, destinations/connect_panel.py</extracomment>
      <translation>Conectar %1</translation>
    </message>
    <message>
      <source>Copy the command</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Copiar el comando</translation>
    </message>
    <message>
      <source>It works: %1, such as %2.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Funciona: %1, como %2.</translation>
    </message>
    <message>
      <source>of it: %1. Remove them first.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>de él: %1. Quítelos antes.</translation>
    </message>
    <message>
      <source>Besides</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Además</translation>
    </message>
    <message>
      <source>Limits</source>
      <extracomment>destinations/about_page.py, syncs/safety_step.py</extracomment>
      <translation>Límites</translation>
    </message>
    <message>
      <source>How to get the credential</source>
      <extracomment>destinations/about_page.py, destinations/credential_help.py</extracomment>
      <translation>Cómo obtener la credencial</translation>
    </message>
    <message>
      <source>Good to know</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Conviene saber</translation>
    </message>
    <message>
      <source>Calls that are never made</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Llamadas que nunca se hacen</translation>
    </message>
    <message>
      <source>Not verified in the vendor's documents</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>No comprobado en la documentación del proveedor</translation>
    </message>
    <message>
      <source>Sources</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Orígenes</translation>
    </message>
    <message>
      <source>About %1</source>
      <extracomment>destinations/about_page.py, destinations/destinations_page.py</extracomment>
      <translation>Acerca de %1</translation>
    </message>
    <message>
      <source>It needs a package that is not installed here: %1</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Necesita un paquete que no está instalado aquí: %1</translation>
    </message>
    <message>
      <source>read on %1</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>leído el %1</translation>
    </message>
    <message>
      <source>Cost</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Coste</translation>
    </message>
    <message>
      <source>a mirror can </source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>una réplica puede </translation>
    </message>
    <message>
      <source>Behaviours</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Operaciones</translation>
    </message>
    <message>
      <source>Sync key</source>
      <extracomment>destinations/about_words.py, syncs/sync_setup.py</extracomment>
      <translation>Clave de sincronización</translation>
    </message>
    <message>
      <source>Fields</source>
      <extracomment>destinations/about_words.py, segments/catalogue.py, segments/definition_layout.py, segments/field_list.py</extracomment>
      <translation>Campos</translation>
    </message>
    <message>
      <source>, which takes consent away</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>, lo que retira el consentimiento</translation>
    </message>
    <message>
      <source>Audience</source>
      <extracomment>destinations/about_words.py, syncs/audience_row.py, syncs/review_table.py</extracomment>
      <translation>Audiencia</translation>
    </message>
    <message>
      <source> and %1 more</source>
      <extracomment>destinations/about_words.py, syncs/sync_all_row.py</extracomment>
      <translation> y %1 más</translation>
    </message>
    <message>
      <source>members of a %1, which is found, made or chosen</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>miembros (%1); se busca, se crea o se elige</translation>
    </message>
    <message>
      <source>Records a request</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Registros por petición</translation>
    </message>
    <message>
      <source>Requests at once</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Peticiones a la vez</translation>
    </message>
    <message>
      <source>Requests a second</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Peticiones por segundo</translation>
    </message>
    <message>
      <source>A request may take</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Una petición puede durar</translation>
    </message>
    <message>
      <source>by your browser</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>con su navegador</translation>
    </message>
    <message>
      <source>with a service account's key file</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>con el archivo de clave de una cuenta de servicio</translation>
    </message>
    <message>
      <source>by itself with a client of your own</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>por sí mismo con un cliente propio</translation>
    </message>
    <message>
      <source>E-mail addresses and phone numbers leave this computer as digests only.</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Los correos y teléfonos salen de este equipo solo como resúmenes.</translation>
    </message>
    <message>
      <source>any field</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>cualquier campo</translation>
    </message>
    <message>
      <source>Required</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Obligatorios</translation>
    </message>
    <message>
      <source>Hashed here</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Con hash aquí</translation>
    </message>
    <message>
      <source>Consent</source>
      <extracomment>destinations/about_words.py, syncs/consent_lines.py</extracomment>
      <translation>Consentimiento</translation>
    </message>
    <message>
      <source>Leaving</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Salida</translation>
    </message>
    <message>
      <source>Answers</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Respuestas</translation>
    </message>
    <message>
      <source>requests are accepted and answered by counts, not record by record</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>las peticiones se aceptan y se responden con recuentos, no registro por registro</translation>
    </message>
    <message>
      <source> or </source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation> o </translation>
    </message>
    <message>
      <source>%1, and any other</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>%1, y cualquier otro</translation>
    </message>
    <message>
      <source>used there from %1 members on</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>se usa allí a partir de %1 miembros</translation>
    </message>
    <message>
      <source>a name has at most %1 characters</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>un nombre tiene como máximo %1 caracteres</translation>
    </message>
    <message>
      <source>members not sent again leave after %1 days</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>los miembros no reenviados salen tras %1 días</translation>
    </message>
    <message>
      <source>no limit</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>sin límite</translation>
    </message>
    <message>
      <source>Bytes a request</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Bytes por petición</translation>
    </message>
    <message>
      <source>Bytes a record</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Bytes por registro</translation>
    </message>
    <message>
      <source>%1 seconds</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>%1 segundos</translation>
    </message>
    <message>
      <source>Lists its audiences, so that an existing one can be chosen; renames them.</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Enumera sus audiencias, de modo que se puede elegir una existente; les cambia el nombre.</translation>
    </message>
    <message>
      <source>Tells who is in an audience, so that members that are gone are found and sent again.</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Dice quién está en una audiencia, de modo que se encuentran y reenvían los miembros que faltan.</translation>
    </message>
    <message>
      <source>Signs in %1.</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Inicia sesión %1.</translation>
    </message>
    <message>
      <source>%1: mapped only where you confirm what it does</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>%1: se asigna solo donde usted confirma lo que hace</translation>
    </message>
    <message>
      <source>who leaves the source: there they %1%2; %3</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>quien sale del origen: allí %1%2; %3</translation>
    </message>
    <message>
      <source>Environment</source>
      <extracomment>destinations/connect_panel.py, destinations/destinations_page.py</extracomment>
      <translation>Entorno</translation>
    </message>
    <message>
      <source>Production is marked wherever something is sent, and large removals ask for their number</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Producción se marca dondequiera que se envíe algo, y las eliminaciones grandes piden su número</translation>
    </message>
    <message>
      <source>It answers.</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Responde.</translation>
    </message>
    <message>
      <source>credential is</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>credencial se elimina</translation>
    </message>
    <message>
      <source>credentials are</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>credenciales se eliminan</translation>
    </message>
    <message>
      <source>No sync uses it.</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Ninguna sincronización la usa.</translation>
    </message>
    <message>
      <source>Not marked</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Sin marcar</translation>
    </message>
    <message>
      <source>Production</source>
      <extracomment>destinations/connect_panel.py, kit/states.py</extracomment>
      <translation>Producción</translation>
    </message>
    <message>
      <source>Test</source>
      <extracomment>destinations/connect_panel.py, kit/states.py, settings/channels_card.py</extracomment>
      <translation>Probar</translation>
    </message>
    <message>
      <source>Connection name</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Nombre de la conexión</translation>
    </message>
    <message>
      <source>How this connection is called in this workspace</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Cómo se llama esta conexión en este espacio de trabajo</translation>
    </message>
    <message>
      <source>A connection needs a name</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Una conexión necesita un nombre</translation>
    </message>
    <message>
      <source>Test the connection</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Probar la conexión</translation>
    </message>
    <message>
      <source>Testing …</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Probando …</translation>
    </message>
    <message>
      <source>Remove the connection</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Quitar la conexión</translation>
    </message>
    <message>
      <source>Remove connection</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Quitar conexión</translation>
    </message>
    <message>
      <source>Save connection</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Guardar conexión</translation>
    </message>
    <message>
      <source>sync uses</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>sincronización usa</translation>
    </message>
    <message>
      <source>syncs use</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>sincronizaciones usan</translation>
    </message>
    <message>
      <source>%1 deleted from the keyring, which cannot be undone.</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>%1 del llavero, lo que no se puede deshacer.</translation>
    </message>
    <message>
      <source>Signed in to “%1”</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Sesión iniciada en «%1»</translation>
    </message>
    <message>
      <source>Signed out of “%1”</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Sesión cerrada en «%1»</translation>
    </message>
    <message>
      <source>it: %1. Remove them first.</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>esta conexión: %1. Quítelas antes.</translation>
    </message>
    <message>
      <source>Vendor's page</source>
      <extracomment>destinations/credential_help.py</extracomment>
      <translation>Página del proveedor</translation>
    </message>
    <message>
      <source>Hide the steps</source>
      <extracomment>destinations/credential_help.py</extracomment>
      <translation>Ocultar los pasos</translation>
    </message>
    <message>
      <source>Open the vendor's page</source>
      <extracomment>destinations/credential_help.py</extracomment>
      <translation>Abrir la página del proveedor</translation>
    </message>
    <message>
      <source>A destination is where records are sent: a folder, a database, a tool. Rehearsal needs no account.</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Un destino es adonde se envían los registros: una carpeta, una base de datos, una herramienta. El ensayo no necesita cuenta.</translation>
    </message>
    <message>
      <source>not tested</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>sin probar</translation>
    </message>
    <message>
      <source>ok</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>correcta</translation>
    </message>
    <message>
      <source>Last test</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Última prueba</translation>
    </message>
    <message>
      <source>Search destinations</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Buscar destinos</translation>
    </message>
    <message>
      <source>Back to the list</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Volver a la lista</translation>
    </message>
    <message>
      <source>Add a destination</source>
      <extracomment>destinations/destinations_page.py, syncs/sync_steps.py</extracomment>
      <translation>Añadir un destino</translation>
    </message>
    <message>
      <source>failed</source>
      <extracomment>destinations/destinations_page.py, kit/states.py, syncs/sync_card.py, syncs/sync_lines.py</extracomment>
      <translation>fallida</translation>
    </message>
    <message>
      <source>About this destination</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Acerca de este destino</translation>
    </message>
    <message>
      <source>Add the first destination</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Añadir el primer destino</translation>
    </message>
    <message>
      <source>No destination yet</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Aún no hay destinos</translation>
    </message>
    <message>
      <source>connection</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>conexión</translation>
    </message>
    <message>
      <source>connections</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>conexiones</translation>
    </message>
    <message>
      <source>Search %1 destinations</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Buscar en %1 destinos</translation>
    </message>
    <message>
      <source>Advertising</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Publicidad</translation>
    </message>
    <message>
      <source>Marketing</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Marketing</translation>
    </message>
    <message>
      <source>Sales</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Ventas</translation>
    </message>
    <message>
      <source>Files and databases</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Archivos y bases de datos</translation>
    </message>
    <message>
      <source>Your own</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Propios</translation>
    </message>
    <message>
      <source>No destination is called that.</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Ningún destino se llama así.</translation>
    </message>
    <message>
      <source>point</source>
      <extracomment>destinations/gallery.py, syncs/rehearsal_card.py</extracomment>
      <translation>punto</translation>
    </message>
    <message>
      <source>points</source>
      <extracomment>destinations/gallery.py, syncs/rehearsal_card.py</extracomment>
      <translation>puntos</translation>
    </message>
    <message>
      <source>%1 of it not found in the vendor's documents: see About.</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>%1 no figuran en la documentación del proveedor: vea Acerca de.</translation>
    </message>
    <message>
      <source>Needs a package: %1</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Necesita un paquete: %1</translation>
    </message>
    <message>
      <source>Signed in</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Sesión iniciada</translation>
    </message>
    <message>
      <source>The sign-in is over</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>La sesión ha terminado</translation>
    </message>
    <message>
      <source>Waiting for the browser …</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Esperando al navegador …</translation>
    </message>
    <message>
      <source>If no page opens, copy the address into a browser on this computer.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Si no se abre ninguna página, copie la dirección en un navegador de este equipo.</translation>
    </message>
    <message>
      <source>No browser could be opened. Copy the address into one on this computer.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>No se pudo abrir ningún navegador. Copie la dirección en uno de este equipo.</translation>
    </message>
    <message>
      <source>Sign in</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Iniciar sesión</translation>
    </message>
    <message>
      <source>Sign out</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Cerrar sesión</translation>
    </message>
    <message>
      <source>Copy the address</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Copiar la dirección</translation>
    </message>
    <message>
      <source>Sign in again</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Iniciar sesión de nuevo</translation>
    </message>
    <message>
      <source>Opens your browser; what you grant there is kept in the keyring.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Abre su navegador; lo que conceda allí se guarda en el llavero.</translation>
    </message>
    <message>
      <source>Nothing is sent until you sign in again.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>No se envía nada hasta que inicie sesión de nuevo.</translation>
    </message>
    <message>
      <source>It is renewed by itself.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Se renueva por sí sola.</translation>
    </message>
    <message>
      <source>It holds until it is withdrawn there.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Vale hasta que se retire allí.</translation>
    </message>
    <message>
      <source>Its page is about to open.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Su página está a punto de abrirse.</translation>
    </message>
    <message>
      <source>The address is copied. Open it in a browser on this computer.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>La dirección está copiada. Ábrala en un navegador de este equipo.</translation>
    </message>
    <message>
      <source>Cancel the sign-in</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Cancelar el inicio de sesión</translation>
    </message>
    <message>
      <source>Sign-in</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Sesión</translation>
    </message>
    <message>
      <source>It ends %1.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Termina %1.</translation>
    </message>
    <message>
      <source>Sign in with %1</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Iniciar sesión con %1</translation>
    </message>
    <message>
      <source>The client has to be registered with the redirect %1</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>El cliente debe estar registrado con la redirección %1</translation>
    </message>
    <message>
      <source>as %1</source>
      <extracomment>destinations/sign_in_row.py, syncs/mapping_rules.py</extracomment>
      <translation>como %1</translation>
    </message>
    <message>
      <source>Restored from last time.</source>
      <extracomment>form_draft.py</extracomment>
      <translation>Restaurado de la última vez.</translation>
    </message>
    <message>
      <source>Discard</source>
      <extracomment>form_draft.py, segments/definition_layout.py, segments/definition_tab.py, syncs/review_page.py, syncs/sync_editor.py</extracomment>
      <translation>Descartar</translation>
    </message>
    <message>
      <source>Restored from %1.</source>
      <extracomment>form_draft.py</extracomment>
      <translation>Restaurado de %1.</translation>
    </message>
    <message>
      <source>Contents</source>
      <extracomment>guide/reader.py</extracomment>
      <translation>Contenido</translation>
    </message>
    <message>
      <source>Close</source>
      <extracomment>guide/reader.py, help.py</extracomment>
      <translation>Cerrar</translation>
    </message>
    <message>
      <source>The guide is not part of this installation.</source>
      <extracomment>guide/reader.py</extracomment>
      <translation>La guía no forma parte de esta instalación.</translation>
    </message>
    <message>
      <source>Kept on this computer</source>
      <extracomment>guide/reader.py</extracomment>
      <translation>Conservadas en este equipo</translation>
    </message>
    <message>
      <source>Copies a sync that works for this segment: same fields, same schedule</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Copia una sincronización que sirve para este segmento: mismos campos, misma programación</translation>
    </message>
    <message>
      <source>Sets up a sync step by step, where there is none to copy</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Configura una sincronización paso a paso cuando no hay ninguna que copiar</translation>
    </message>
    <message>
      <source>Shows what a run would add, change and remove; nothing is sent</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Muestra lo que una ejecución añadiría, cambiaría y eliminaría; no se envía nada</translation>
    </message>
    <message>
      <source>Sends what changed since the last run, without waiting for the schedule</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Envía lo que cambió desde la última ejecución, sin esperar a la programación</translation>
    </message>
    <message>
      <source>Opens the steps of this sync</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Abre los pasos de esta sincronización</translation>
    </message>
    <message>
      <source>Stops the run; what was acknowledged stays, the next run sends the rest</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Detiene la ejecución; lo confirmado permanece y la próxima envía el resto</translation>
    </message>
    <message>
      <source>Begins nothing new until it is resumed; what is under way goes on</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>No empieza nada nuevo hasta que se reanude; lo que está en marcha continúa</translation>
    </message>
    <message>
      <source>Stops its schedule and keeps everything; it can still be run by hand</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Detiene su programación y lo conserva todo; aún se puede ejecutar a mano</translation>
    </message>
    <message>
      <source>One more line: a column, a comparison, a value</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Una línea más: una columna, una comparación, un valor</translation>
    </message>
    <message>
      <source>Shows the query that runs in your source</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Muestra la consulta que se ejecuta en su origen</translation>
    </message>
    <message>
      <source>A new segment; it begins with everyone in a data set</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Un segmento nuevo; empieza con todos los de un conjunto de datos</translation>
    </message>
    <message>
      <source>Sends customer segments to any tool and keeps them fresh. Your data stays on this computer.</source>
      <extracomment>help.py</extracomment>
      <translation>Envía segmentos de clientes a cualquier herramienta y los mantiene al día. Sus datos permanecen en este equipo.</translation>
    </message>
    <message>
      <source>Save diagnostics</source>
      <extracomment>help.py</extracomment>
      <translation>Guardar diagnóstico</translation>
    </message>
    <message>
      <source>Arrows move, Enter opens, Esc closes; Tab goes from area to area.</source>
      <extracomment>help.py</extracomment>
      <translation>Las flechas mueven, Intro abre, Esc cierra; Tab pasa de una zona a otra.</translation>
    </message>
    <message>
      <source>Change…</source>
      <extracomment>help.py</extracomment>
      <translation>Cambiar…</translation>
    </message>
    <message>
      <source>Apache License 2.0. Made with Qt for Python (LGPL 3), DuckDB and Ibis.</source>
      <extracomment>help.py</extracomment>
      <translation>Licencia Apache 2.0. Hecho con Qt for Python (LGPL 3), DuckDB e Ibis.</translation>
    </message>
    <message>
      <source>Diagnostics written to %1. They hold no personal data and no credential.</source>
      <extracomment>help.py</extracomment>
      <translation>Diagnóstico escrito en %1. No contiene datos personales ni credenciales.</translation>
    </message>
    <message>
      <source>Change shortcuts</source>
      <extracomment>help.py</extracomment>
      <translation>Cambiar atajos</translation>
    </message>
    <message>
      <source>Version %1</source>
      <extracomment>help.py</extracomment>
      <translation>Versión %1</translation>
    </message>
    <message>
      <source>Alert</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Alerta</translation>
    </message>
    <message>
      <source>Changed</source>
      <extracomment>home/lines.py, runs/record_story.py, runs/run_detail.py, syncs/plan_panel.py, syncs/review_table.py, syncs/sync_card.py</extracomment>
      <translation>Modificados</translation>
    </message>
    <message>
      <source>Signed out</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Sesión cerrada</translation>
    </message>
    <message>
      <source>Test failed</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Prueba fallida</translation>
    </message>
    <message>
      <source>Ends soon</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Termina pronto</translation>
    </message>
    <message>
      <source>; the next run sends again.</source>
      <extracomment>home/lines.py</extracomment>
      <translation>; la próxima ejecución envía de nuevo.</translation>
    </message>
    <message>
      <source>Open</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Abrir</translation>
    </message>
    <message>
      <source>Renew…</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Renovar…</translation>
    </message>
    <message>
      <source>record was rejected</source>
      <extracomment>home/lines.py</extracomment>
      <translation>registro fue rechazado</translation>
    </message>
    <message>
      <source>records were rejected</source>
      <extracomment>home/lines.py</extracomment>
      <translation>registros fueron rechazados</translation>
    </message>
    <message>
      <source>record is unknown</source>
      <extracomment>home/lines.py</extracomment>
      <translation>registro es desconocido</translation>
    </message>
    <message>
      <source>records are unknown</source>
      <extracomment>home/lines.py</extracomment>
      <translation>registros son desconocidos</translation>
    </message>
    <message>
      <source>Review and send…</source>
      <extracomment>home/lines.py, runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Revisar y enviar…</translation>
    </message>
    <message>
      <source>The last alert by “%1” did not arrive</source>
      <extracomment>home/lines.py</extracomment>
      <translation>La última alerta por «%1» no llegó</translation>
    </message>
    <message>
      <source> and </source>
      <extracomment>home/lines.py, syncs/safety_step.py</extracomment>
      <translation> y </translation>
    </message>
    <message>
      <source>%1 sent</source>
      <extracomment>home/lines.py</extracomment>
      <translation>%1 enviados</translation>
    </message>
    <message>
      <source>nothing had changed</source>
      <extracomment>home/lines.py, runs/run_lines.py, segments/activity_tab.py, syncs/sync_lines.py</extracomment>
      <translation>nada había cambiado</translation>
    </message>
    <message>
      <source>The sign-in is over: it was revoked or ran out.</source>
      <extracomment>home/read.py</extracomment>
      <translation>La sesión ha terminado: se revocó o caducó.</translation>
    </message>
    <message>
      <source>The sign-in ends %1 and does not renew itself.</source>
      <extracomment>home/read.py</extracomment>
      <translation>La sesión termina %1 y no se renueva por sí sola.</translation>
    </message>
    <message>
      <source>unchanged</source>
      <extracomment>home/sizes.py</extracomment>
      <translation>sin cambios</translation>
    </message>
    <message>
      <source>%1 in the last seven days</source>
      <extracomment>home/sizes.py</extracomment>
      <translation>%1 en los últimos siete días</translation>
    </message>
    <message>
      <source>nothing is scheduled</source>
      <extracomment>home_page.py</extracomment>
      <translation>no hay nada programado</translation>
    </message>
    <message>
      <source>Once a segment is sent somewhere, this page says what ran, what comes next and what needs you.</source>
      <extracomment>home_page.py</extracomment>
      <translation>Cuando se envíe un segmento a algún sitio, esta página dirá qué se ejecutó, qué viene después y qué le necesita.</translation>
    </message>
    <message>
      <source>Begin with a data set: a file or table of your customers. Then make segments of it and send them.</source>
      <extracomment>home_page.py</extracomment>
      <translation>Empiece con un conjunto de datos: un archivo o una tabla de sus clientes. Haga segmentos con él y envíelos.</translation>
    </message>
    <message>
      <source>Open alerts</source>
      <extracomment>home_page.py, syncs/sync_card.py</extracomment>
      <translation>Alertas abiertas</translation>
    </message>
    <message>
      <source>Comes next</source>
      <extracomment>home_page.py</extracomment>
      <translation>A continuación</translation>
    </message>
    <message>
      <source>Segments this week</source>
      <extracomment>home_page.py</extracomment>
      <translation>Segmentos de esta semana</translation>
    </message>
    <message>
      <source>those that changed most</source>
      <extracomment>home_page.py</extracomment>
      <translation>los que más cambiaron</translation>
    </message>
    <message>
      <source>Ran last</source>
      <extracomment>home_page.py</extracomment>
      <translation>Últimas ejecuciones</translation>
    </message>
    <message>
      <source>Go to the segments</source>
      <extracomment>home_page.py, runs/runs_page.py</extracomment>
      <translation>Ir a los segmentos</translation>
    </message>
    <message>
      <source>Try again</source>
      <extracomment>home_page.py, opening.py, runs/record_page.py, runs/runs_page.py, syncs/review_page.py, welcome/send_step.py</extracomment>
      <translation>Reintentar</translation>
    </message>
    <message>
      <source>Home could not be read</source>
      <extracomment>home_page.py</extracomment>
      <translation>No se pudo leer Inicio</translation>
    </message>
    <message>
      <source>morning</source>
      <extracomment>home_page.py</extracomment>
      <translation>Buenos días</translation>
    </message>
    <message>
      <source>list or object</source>
      <extracomment>home_page.py</extracomment>
      <translation>lista u objeto</translation>
    </message>
    <message>
      <source>lists and objects</source>
      <extracomment>home_page.py</extracomment>
      <translation>listas y objetos</translation>
    </message>
    <message>
      <source>none rejected</source>
      <extracomment>home_page.py</extracomment>
      <translation>ninguno rechazado</translation>
    </message>
    <message>
      <source>sync waits for a change</source>
      <extracomment>home_page.py</extracomment>
      <translation>sincronización espera un cambio</translation>
    </message>
    <message>
      <source>syncs wait for a change</source>
      <extracomment>home_page.py</extracomment>
      <translation>sincronizaciones esperan un cambio</translation>
    </message>
    <message>
      <source>sync waits for another</source>
      <extracomment>home_page.py</extracomment>
      <translation>sincronización espera a otra</translation>
    </message>
    <message>
      <source>syncs wait for others</source>
      <extracomment>home_page.py</extracomment>
      <translation>sincronizaciones esperan a otras</translation>
    </message>
    <message>
      <source>The last seven days</source>
      <extracomment>home_page.py</extracomment>
      <translation>Los últimos siete días</translation>
    </message>
    <message>
      <source>height: changes sent</source>
      <extracomment>home_page.py</extracomment>
      <translation>altura: cambios enviados</translation>
    </message>
    <message>
      <source>Needs you</source>
      <extracomment>home_page.py</extracomment>
      <translation>Le necesita</translation>
    </message>
    <message>
      <source>Nothing is sent yet</source>
      <extracomment>home_page.py</extracomment>
      <translation>Aún no se envía nada</translation>
    </message>
    <message>
      <source>Welcome</source>
      <extracomment>home_page.py, welcome/welcome.py</extracomment>
      <translation>Bienvenida</translation>
    </message>
    <message>
      <source>afternoon</source>
      <extracomment>home_page.py</extracomment>
      <translation>Buenas tardes</translation>
    </message>
    <message>
      <source>evening</source>
      <extracomment>home_page.py</extracomment>
      <translation>Buenas noches</translation>
    </message>
    <message>
      <source>%1 green</source>
      <extracomment>home_page.py</extracomment>
      <translation>%1 en verde</translation>
    </message>
    <message>
      <source>%1 more, once these are mended.</source>
      <extracomment>home_page.py</extracomment>
      <translation>%1 más, cuando estas estén resueltas.</translation>
    </message>
    <message>
      <source>Nothing. Every sync's last run is in order.</source>
      <extracomment>home_page.py</extracomment>
      <translation>Nada. La última ejecución de cada sincronización está en orden.</translation>
    </message>
    <message>
      <source>Records kept in step</source>
      <extracomment>home_page.py</extracomment>
      <translation>Registros mantenidos al día</translation>
    </message>
    <message>
      <source>Changes sent today</source>
      <extracomment>home_page.py</extracomment>
      <translation>Cambios enviados hoy</translation>
    </message>
    <message>
      <source>Runs today</source>
      <extracomment>home_page.py</extracomment>
      <translation>Ejecuciones hoy</translation>
    </message>
    <message>
      <source>Next</source>
      <extracomment>home_page.py, welcome/tour.py</extracomment>
      <translation>Próxima</translation>
    </message>
    <message>
      <source>Good %1</source>
      <extracomment>home_page.py</extracomment>
      <translation>%1</translation>
    </message>
    <message>
      <source>in %1</source>
      <extracomment>home_page.py</extracomment>
      <translation>en %1</translation>
    </message>
    <message>
      <source>%1 need you</source>
      <extracomment>home_page.py</extracomment>
      <translation>%1 le necesitan</translation>
    </message>
    <message>
      <source>by the agent</source>
      <extracomment>home_page.py, status_line.py</extracomment>
      <translation>por el agente</translation>
    </message>
    <message>
      <source>Shortcuts are one press of keys.</source>
      <extracomment>keys.py</extracomment>
      <translation>Los atajos son una sola pulsación de teclas.</translation>
    </message>
    <message>
      <source>These keys belong to text fields.</source>
      <extracomment>keys.py</extracomment>
      <translation>Estas teclas pertenecen a los campos de texto.</translation>
    </message>
    <message>
      <source>Alt with a letter opens a menu.</source>
      <extracomment>keys.py</extracomment>
      <translation>Alt con una letra abre un menú.</translation>
    </message>
    <message>
      <source>These keys are for typing and moving. Hold Ctrl or Alt too, or take a function key.</source>
      <extracomment>keys.py</extracomment>
      <translation>Estas teclas sirven para escribir y moverse. Mantenga pulsada además Ctrl o Alt, o use una tecla de función.</translation>
    </message>
    <message>
      <source>Remove</source>
      <extracomment>kit/chips.py, segments/condition_groups.py, segments/condition_rows.py, segments/limit_rows.py, settings/channels_card.py, setup_card.py, syncs/mapping_table.py</extracomment>
      <translation>Quitar</translation>
    </message>
    <message>
      <source>Use these values</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>Usar estos valores</translation>
    </message>
    <message>
      <source>%1: add a value</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1: añadir un valor</translation>
    </message>
    <message>
      <source>value</source>
      <extracomment>kit/chips.py, segments/known_values.py, syncs/review_page.py</extracomment>
      <translation>valor</translation>
    </message>
    <message>
      <source>Remove %1</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>Quitar %1</translation>
    </message>
    <message>
      <source>This value does not fit the column.</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>Este valor no encaja en la columna.</translation>
    </message>
    <message>
      <source>One value per line</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>Un valor por línea</translation>
    </message>
    <message>
      <source>%1, one per line</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1, uno por línea</translation>
    </message>
    <message>
      <source>%1: edit as a list</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1: editar como lista</translation>
    </message>
    <message>
      <source>%1: %2 more values</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1: %2 valores más</translation>
    </message>
    <message>
      <source>%1 more</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1 más</translation>
    </message>
    <message>
      <source>optional</source>
      <extracomment>kit/forms.py</extracomment>
      <translation>opcional</translation>
    </message>
    <message>
      <source>Nothing is called so.</source>
      <extracomment>kit/picker.py, syncs/mapping_lines.py</extracomment>
      <translation>Nada se llama así.</translation>
    </message>
    <message>
      <source>Find or type a name</source>
      <extracomment>kit/picker.py</extracomment>
      <translation>Buscar o escribir un nombre</translation>
    </message>
    <message>
      <source>Find</source>
      <extracomment>kit/picker.py, runs/forget_page.py, runs/record_page.py</extracomment>
      <translation>Buscar</translation>
    </message>
    <message>
      <source>Or type the name of a new one.</source>
      <extracomment>kit/picker.py</extracomment>
      <translation>O escriba el nombre de uno nuevo.</translation>
    </message>
    <message>
      <source>find</source>
      <extracomment>kit/picker.py, segments/known_values.py</extracomment>
      <translation>buscar</translation>
    </message>
    <message>
      <source>Update or create</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Actualizar o crear</translation>
    </message>
    <message>
      <source>Update only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Solo actualizar</translation>
    </message>
    <message>
      <source>Create only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Solo crear</translation>
    </message>
    <message>
      <source>Mirror</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Replicar</translation>
    </message>
    <message>
      <source>Append</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Añadir</translation>
    </message>
    <message>
      <source>Delete</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Eliminar</translation>
    </message>
    <message>
      <source>Remove the record</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Quitar el registro</translation>
    </message>
    <message>
      <source>Keep the record, empty the mapped fields</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Conservar el registro y vaciar los campos asignados</translation>
    </message>
    <message>
      <source>Upload everything and swap</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Subir todo e intercambiar</translation>
    </message>
    <message>
      <source>by hand</source>
      <extracomment>kit/said.py, runs/run_lines.py, syncs/schedule_step.py</extracomment>
      <translation>a mano</translation>
    </message>
    <message>
      <source>hourly</source>
      <extracomment>kit/said.py</extracomment>
      <translation>cada hora</translation>
    </message>
    <message>
      <source>daily</source>
      <extracomment>kit/said.py</extracomment>
      <translation>a diario</translation>
    </message>
    <message>
      <source>weekly</source>
      <extracomment>kit/said.py</extracomment>
      <translation>cada semana</translation>
    </message>
    <message>
      <source>continuously</source>
      <extracomment>kit/said.py, syncs/schedule_step.py</extracomment>
      <translation>continuamente</translation>
    </message>
    <message>
      <source>when data changes</source>
      <extracomment>kit/said.py, syncs/schedule_step.py</extracomment>
      <translation>cuando cambian los datos</translation>
    </message>
    <message>
      <source>after another sync</source>
      <extracomment>kit/said.py, runs/run_lines.py, syncs/schedule_step.py</extracomment>
      <translation>tras otra sincronización</translation>
    </message>
    <message>
      <source>Mondays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>los lunes</translation>
    </message>
    <message>
      <source>Tuesdays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>los martes</translation>
    </message>
    <message>
      <source>Wednesdays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>los miércoles</translation>
    </message>
    <message>
      <source>Thursdays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>los jueves</translation>
    </message>
    <message>
      <source>Fridays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>los viernes</translation>
    </message>
    <message>
      <source>Saturdays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>los sábados</translation>
    </message>
    <message>
      <source>Sundays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>los domingos</translation>
    </message>
    <message>
      <source>is</source>
      <extracomment>kit/said.py</extracomment>
      <translation>es</translation>
    </message>
    <message>
      <source>is not</source>
      <extracomment>kit/said.py</extracomment>
      <translation>no es</translation>
    </message>
    <message>
      <source>is one of</source>
      <extracomment>kit/said.py</extracomment>
      <translation>es uno de</translation>
    </message>
    <message>
      <source>is none of</source>
      <extracomment>kit/said.py</extracomment>
      <translation>no es ninguno de</translation>
    </message>
    <message>
      <source>starts with</source>
      <extracomment>kit/said.py</extracomment>
      <translation>empieza por</translation>
    </message>
    <message>
      <source>ends with</source>
      <extracomment>kit/said.py</extracomment>
      <translation>termina en</translation>
    </message>
    <message>
      <source>contains</source>
      <extracomment>kit/said.py</extracomment>
      <translation>contiene</translation>
    </message>
    <message>
      <source>does not contain</source>
      <extracomment>kit/said.py</extracomment>
      <translation>no contiene</translation>
    </message>
    <message>
      <source>more than</source>
      <extracomment>kit/said.py</extracomment>
      <translation>más de</translation>
    </message>
    <message>
      <source>less than</source>
      <extracomment>kit/said.py</extracomment>
      <translation>menos de</translation>
    </message>
    <message>
      <source>at least</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>al menos</translation>
    </message>
    <message>
      <source>at most</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>como máximo</translation>
    </message>
    <message>
      <source>between</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>entre</translation>
    </message>
    <message>
      <source>is true</source>
      <extracomment>kit/said.py</extracomment>
      <translation>es verdadero</translation>
    </message>
    <message>
      <source>is false</source>
      <extracomment>kit/said.py</extracomment>
      <translation>es falso</translation>
    </message>
    <message>
      <source>before</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>antes de</translation>
    </message>
    <message>
      <source>after</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>después de</translation>
    </message>
    <message>
      <source>on</source>
      <extracomment>kit/said.py</extracomment>
      <translation>el</translation>
    </message>
    <message>
      <source>more than … days ago</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>hace más de … días</translation>
    </message>
    <message>
      <source>less than … days ago</source>
      <extracomment>kit/said.py</extracomment>
      <translation>hace menos de … días</translation>
    </message>
    <message>
      <source>exactly … days ago</source>
      <extracomment>kit/said.py</extracomment>
      <translation>hace exactamente … días</translation>
    </message>
    <message>
      <source>between … and … days ago</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>hace entre … y … días</translation>
    </message>
    <message>
      <source>contains any of</source>
      <extracomment>kit/said.py</extracomment>
      <translation>contiene alguno de</translation>
    </message>
    <message>
      <source>contains all of</source>
      <extracomment>kit/said.py</extracomment>
      <translation>contiene todos</translation>
    </message>
    <message>
      <source>is empty (null)</source>
      <extracomment>kit/said.py</extracomment>
      <translation>está vacío (null)</translation>
    </message>
    <message>
      <source>is not empty (null)</source>
      <extracomment>kit/said.py</extracomment>
      <translation>no está vacío (null)</translation>
    </message>
    <message>
      <source>is blank</source>
      <extracomment>kit/said.py</extracomment>
      <translation>está en blanco</translation>
    </message>
    <message>
      <source>is not blank</source>
      <extracomment>kit/said.py</extracomment>
      <translation>no está en blanco</translation>
    </message>
    <message>
      <source>text</source>
      <extracomment>kit/said.py</extracomment>
      <translation>texto</translation>
    </message>
    <message>
      <source>integer</source>
      <extracomment>kit/said.py</extracomment>
      <translation>entero</translation>
    </message>
    <message>
      <source>number</source>
      <extracomment>kit/said.py</extracomment>
      <translation>número</translation>
    </message>
    <message>
      <source>decimal</source>
      <extracomment>kit/said.py</extracomment>
      <translation>decimal</translation>
    </message>
    <message>
      <source>boolean</source>
      <extracomment>kit/said.py</extracomment>
      <translation>sí/no</translation>
    </message>
    <message>
      <source>date</source>
      <extracomment>kit/said.py</extracomment>
      <translation>fecha</translation>
    </message>
    <message>
      <source>datetime</source>
      <extracomment>kit/said.py</extracomment>
      <translation>fecha y hora</translation>
    </message>
    <message>
      <source>array</source>
      <extracomment>kit/said.py</extracomment>
      <translation>lista</translation>
    </message>
    <message>
      <source>object</source>
      <extracomment>kit/said.py</extracomment>
      <translation>objeto</translation>
    </message>
    <message>
      <source>other</source>
      <extracomment>kit/said.py</extracomment>
      <translation>otro</translation>
    </message>
    <message>
      <source>E-mail: lower case</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Correo: en minúsculas</translation>
    </message>
    <message>
      <source>E-mail: Gmail without dots</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Correo: Gmail sin puntos</translation>
    </message>
    <message>
      <source>E-mail: Gmail without dots and +…</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Correo: Gmail sin puntos ni +…</translation>
    </message>
    <message>
      <source>E-mail: without dots and +…</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Correo: sin puntos ni +…</translation>
    </message>
    <message>
      <source>E-mail: letters, digits, . @ and - only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Correo: solo letras, cifras, . @ y -</translation>
    </message>
    <message>
      <source>Phone: +49…</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Teléfono: +49…</translation>
    </message>
    <message>
      <source>Phone: digits with country code, no plus</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Teléfono: cifras con prefijo del país, sin el signo más</translation>
    </message>
    <message>
      <source>Name: lower case, no punctuation</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Nombre: en minúsculas, sin puntuación</translation>
    </message>
    <message>
      <source>Name: lower case, no punctuation or spaces</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Nombre: en minúsculas, sin puntuación ni espacios</translation>
    </message>
    <message>
      <source>First letter: lower case</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Primera letra: en minúscula</translation>
    </message>
    <message>
      <source>City: lower letters only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Ciudad: solo letras minúsculas</translation>
    </message>
    <message>
      <source>State: lower letters only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Estado: solo letras minúsculas</translation>
    </message>
    <message>
      <source>Postal code: lower case, up to the hyphen, no spaces</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Código postal: en minúsculas, hasta el guion, sin espacios</translation>
    </message>
    <message>
      <source>Postal code: digits only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Código postal: solo cifras</translation>
    </message>
    <message>
      <source>Country: two lower letters</source>
      <extracomment>kit/said.py</extracomment>
      <translation>País: dos letras minúsculas</translation>
    </message>
    <message>
      <source>Country: two upper letters</source>
      <extracomment>kit/said.py</extracomment>
      <translation>País: dos letras mayúsculas</translation>
    </message>
    <message>
      <source>Gender: f or m</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Sexo: f o m</translation>
    </message>
    <message>
      <source>Gender: f, m or n</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Sexo: f, m o n</translation>
    </message>
    <message>
      <source>Date: YYYYMMDD</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Fecha: AAAAMMDD</translation>
    </message>
    <message>
      <source>Date: year alone</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Fecha: solo el año</translation>
    </message>
    <message>
      <source>Date: month alone, two digits</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Fecha: solo el mes, dos cifras</translation>
    </message>
    <message>
      <source>Date: day alone, two digits</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Fecha: solo el día, dos cifras</translation>
    </message>
    <message>
      <source>Handle: lower case, without @</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Alias: en minúsculas, sin @</translation>
    </message>
    <message>
      <source>Without spaces around it</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Sin espacios alrededor</translation>
    </message>
    <message>
      <source>Lower case</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Minúsculas</translation>
    </message>
    <message>
      <source>Upper case</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Mayúsculas</translation>
    </message>
    <message>
      <source>Something went wrong</source>
      <extracomment>kit/said.py, support/crash_dialog.py</extracomment>
      <translation>Algo ha ido mal</translation>
    </message>
    <message>
      <source>This cannot work as it is set up</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Tal como está configurado, no puede funcionar</translation>
    </message>
    <message>
      <source>Not found</source>
      <extracomment>kit/said.py</extracomment>
      <translation>No encontrado</translation>
    </message>
    <message>
      <source>The document was not taken</source>
      <extracomment>kit/said.py</extracomment>
      <translation>No se aceptó el documento</translation>
    </message>
    <message>
      <source>The source could not be read</source>
      <extracomment>kit/said.py</extracomment>
      <translation>No se pudo leer el origen</translation>
    </message>
    <message>
      <source>The workspace cannot be opened</source>
      <extracomment>kit/said.py</extracomment>
      <translation>No se puede abrir el espacio de trabajo</translation>
    </message>
    <message>
      <source>The keyring is not available</source>
      <extracomment>kit/said.py</extracomment>
      <translation>El llavero no está disponible</translation>
    </message>
    <message>
      <source>Signing in did not work</source>
      <extracomment>kit/said.py</extracomment>
      <translation>No se pudo iniciar sesión</translation>
    </message>
    <message>
      <source>The destination did not take the records</source>
      <extracomment>kit/said.py</extracomment>
      <translation>El destino no aceptó los registros</translation>
    </message>
    <message>
      <source>The destination refused the credential</source>
      <extracomment>kit/said.py</extracomment>
      <translation>El destino rechazó la credencial</translation>
    </message>
    <message>
      <source>The destination is not answering</source>
      <extracomment>kit/said.py</extracomment>
      <translation>El destino no responde</translation>
    </message>
    <message>
      <source>The plan is out of date</source>
      <extracomment>kit/said.py</extracomment>
      <translation>El plan ya no es actual</translation>
    </message>
    <message>
      <source>This run cannot be undone</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Esta ejecución no se puede deshacer</translation>
    </message>
    <message>
      <source>The message was not delivered</source>
      <extracomment>kit/said.py</extracomment>
      <translation>El mensaje no se entregó</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <extracomment>kit/said.py, kit/states.py, runs/runs_page.py</extracomment>
      <translation>Cancelada</translation>
    </message>
    <message>
      <source>This link cannot be opened</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Este enlace no se puede abrir</translation>
    </message>
    <message>
      <source>This cannot be opened</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Esto no se puede abrir</translation>
    </message>
    <message>
      <source>The run failed or is held</source>
      <extracomment>kit/said.py, syncs/alerts_step.py</extracomment>
      <translation>La ejecución falla o queda retenida</translation>
    </message>
    <message>
      <source>Too many records were rejected or invalid</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Demasiados registros rechazados o no válidos</translation>
    </message>
    <message>
      <source>A run started</source>
      <extracomment>kit/said.py, syncs/alerts_step.py</extracomment>
      <translation>Empezó una ejecución</translation>
    </message>
    <message>
      <source>A run completed</source>
      <extracomment>kit/said.py, syncs/alerts_step.py</extracomment>
      <translation>Se completó una ejecución</translation>
    </message>
    <message>
      <source>Everything was sent anew</source>
      <extracomment>kit/said.py, syncs/alerts_step.py</extracomment>
      <translation>Se envió todo de nuevo</translation>
    </message>
    <message>
      <source>The run takes too long</source>
      <extracomment>kit/said.py</extracomment>
      <translation>La ejecución tarda demasiado</translation>
    </message>
    <message>
      <source>The number of records is off the usual</source>
      <extracomment>kit/said.py</extracomment>
      <translation>El número de registros no es el habitual</translation>
    </message>
    <message>
      <source>Nothing is told</source>
      <extracomment>kit/said.py</extracomment>
      <translation>No se avisa de nada</translation>
    </message>
    <message>
      <source>Workspace folder</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Carpeta del espacio de trabajo</translation>
    </message>
    <message>
      <source>Workspace file</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Archivo del espacio de trabajo</translation>
    </message>
    <message>
      <source>Backup</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Copia de seguridad</translation>
    </message>
    <message>
      <source>Room for the workspace</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Sitio para el espacio de trabajo</translation>
    </message>
    <message>
      <source>Room for temporary files</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Sitio para archivos temporales</translation>
    </message>
    <message>
      <source>Query engine</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Motor de consultas</translation>
    </message>
    <message>
      <source>Keyring</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Llavero</translation>
    </message>
    <message>
      <source>Crashes</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Cierres inesperados</translation>
    </message>
    <message>
      <source>Clock</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Reloj</translation>
    </message>
    <message>
      <source>Network</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Red</translation>
    </message>
    <message>
      <source>Window</source>
      <extracomment>kit/said.py, support/health_page.py</extracomment>
      <translation>Ventana</translation>
    </message>
    <message>
      <source>The newest is of today.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>La más reciente es de hoy.</translation>
    </message>
    <message>
      <source>There is none yet.</source>
      <extracomment>kit/said.py, settings/backups_card.py</extracomment>
      <translation>Aún no hay ninguna.</translation>
    </message>
    <message>
      <source>None in the last two weeks.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Ninguno en las dos últimas semanas.</translation>
    </message>
    <message>
      <source>A server answered.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Un servidor respondió.</translation>
    </message>
    <message>
      <source>Not looked at: nothing is asked unless you say so.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Sin comprobar: no se consulta nada si usted no lo pide.</translation>
    </message>
    <message>
      <source>One is made each day that the program is used; keep a copy of the folder until then.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Se hace una cada día en que se usa el programa; hasta entonces, guarde una copia de la carpeta.</translation>
    </message>
    <message>
      <source>Leave the program open for a while.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Deje el programa abierto un rato.</translation>
    </message>
    <message>
      <source>Make room: a large first sync needs a few gigabytes while it runs.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Libere espacio: una primera sincronización grande necesita unos gigabytes mientras se ejecuta.</translation>
    </message>
    <message>
      <source>Check the network or the proxy.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Compruebe la red o el proxy.</translation>
    </message>
    <message>
      <source>This computer has no keyring that can be trusted with a credential.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Este equipo no tiene un llavero al que se le pueda confiar una credencial.</translation>
    </message>
    <message>
      <source>Unlock or start the keyring of your desktop. Until then each is asked for or taken from the environment.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Desbloquee o inicie el llavero de su escritorio. Hasta entonces se pide cada vez o se toma del entorno.</translation>
    </message>
    <message>
      <source>every %1 min</source>
      <extracomment>kit/said.py</extracomment>
      <translation>cada %1 min</translation>
    </message>
    <message>
      <source>every %1 h</source>
      <extracomment>kit/said.py</extracomment>
      <translation>cada %1 h</translation>
    </message>
    <message>
      <source>every %1 days</source>
      <extracomment>kit/said.py</extracomment>
      <translation>cada %1 días</translation>
    </message>
    <message>
      <source>daily %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>a diario %1</translation>
    </message>
    <message>
      <source>weekdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>de lunes a viernes %1</translation>
    </message>
    <message>
      <source>Mondays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>lunes %1</translation>
    </message>
    <message>
      <source>Tuesdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>martes %1</translation>
    </message>
    <message>
      <source>Wednesdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>miércoles %1</translation>
    </message>
    <message>
      <source>Thursdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>jueves %1</translation>
    </message>
    <message>
      <source>Fridays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>viernes %1</translation>
    </message>
    <message>
      <source>Saturdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>sábados %1</translation>
    </message>
    <message>
      <source>Sundays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>domingos %1</translation>
    </message>
    <message>
      <source>after %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>tras %1</translation>
    </message>
    <message>
      <source>%1, a local folder that can be written</source>
      <extracomment>kit/said.py</extracomment>
      <translation>%1, una carpeta local en la que se puede escribir</translation>
    </message>
    <message>
      <source>Whole. %1, %2 journal, %3</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Íntegro. %1, diario %2, %3</translation>
    </message>
    <message>
      <source>The newest is %1 days old.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>La más reciente tiene %1 días.</translation>
    </message>
    <message>
      <source>%1 GB free</source>
      <extracomment>kit/said.py</extracomment>
      <translation>%1 GB libres</translation>
    </message>
    <message>
      <source>Credentials are kept in %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Las credenciales se guardan en %1</translation>
    </message>
    <message>
      <source>Over %1 of the records were rejected or invalid</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Más del %1 de los registros rechazados o no válidos</translation>
    </message>
    <message>
      <source>Over %1 records were rejected or invalid</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Más de %1 registros rechazados o no válidos</translation>
    </message>
    <message>
      <source>The run takes longer than %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>La ejecución tarda más de %1</translation>
    </message>
    <message>
      <source>The number of records is over %1 off the mean of the last %2 runs</source>
      <extracomment>kit/said.py</extracomment>
      <translation>El número de registros se aparta más de un %1 de la media de las últimas %2 ejecuciones</translation>
    </message>
    <message>
      <source>Loading…</source>
      <extracomment>kit/skeleton.py</extracomment>
      <translation>Cargando…</translation>
    </message>
    <message>
      <source>Active</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Activa</translation>
    </message>
    <message>
      <source>Running</source>
      <extracomment>kit/states.py</extracomment>
      <translation>En curso</translation>
    </message>
    <message>
      <source>Run paused</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Ejecución en pausa</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Deteniendo…</translation>
    </message>
    <message>
      <source>No network</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Sin red</translation>
    </message>
    <message>
      <source>Queued</source>
      <extracomment>kit/states.py</extracomment>
      <translation>En espera</translation>
    </message>
    <message>
      <source>Paused</source>
      <extracomment>kit/states.py, status_line.py</extracomment>
      <translation>En pausa</translation>
    </message>
    <message>
      <source>Draft</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Borrador</translation>
    </message>
    <message>
      <source>Held</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Retenida</translation>
    </message>
    <message>
      <source>Failed</source>
      <extracomment>kit/states.py, runs/runs_page.py</extracomment>
      <translation>Fallida</translation>
    </message>
    <message>
      <source>Rejected</source>
      <extracomment>kit/states.py, runs/record_story.py, runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Rechazados</translation>
    </message>
    <message>
      <source>Unknown</source>
      <extracomment>kit/states.py, runs/run_detail.py</extracomment>
      <translation>Desconocidos</translation>
    </message>
    <message>
      <source>%1 unknown</source>
      <extracomment>kit/states.py</extracomment>
      <translation>%1 desconocidos</translation>
    </message>
    <message>
      <source>Completed</source>
      <extracomment>kit/states.py, runs/runs_page.py</extracomment>
      <translation>Completada</translation>
    </message>
    <message>
      <source>Skipped</source>
      <extracomment>kit/states.py, runs/runs_page.py</extracomment>
      <translation>Omitida</translation>
    </message>
    <message>
      <source>held</source>
      <extracomment>kit/states.py</extracomment>
      <translation>retenida</translation>
    </message>
    <message>
      <source>running</source>
      <extracomment>kit/states.py</extracomment>
      <translation>en curso</translation>
    </message>
    <message>
      <source>paused</source>
      <extracomment>kit/states.py, syncs/sync_card.py</extracomment>
      <translation>en pausa</translation>
    </message>
    <message>
      <source>never sent</source>
      <extracomment>kit/states.py</extracomment>
      <translation>nunca enviado</translation>
    </message>
    <message>
      <source>no sync</source>
      <extracomment>kit/states.py</extracomment>
      <translation>sin sincronización</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <extracomment>kit/toast.py, kit/widgets.py, runs/run_detail.py, syncs/review_page.py, syncs/sync_card.py</extracomment>
      <translation>Descartar</translation>
    </message>
    <message>
      <source>No action</source>
      <extracomment>kit/toast.py, kit/widgets.py</extracomment>
      <translation>Sin acción</translation>
    </message>
    <message>
      <source>Number to confirm</source>
      <extracomment>kit/typed_count.py</extracomment>
      <translation>Número de confirmación</translation>
    </message>
    <message>
      <source>Type %1</source>
      <extracomment>kit/typed_count.py</extracomment>
      <translation>Escriba %1</translation>
    </message>
    <message>
      <source>never</source>
      <extracomment>kit/words.py, syncs/sync_lines.py</extracomment>
      <translation>nunca</translation>
    </message>
    <message>
      <source>just now</source>
      <extracomment>kit/words.py</extracomment>
      <translation>ahora mismo</translation>
    </message>
    <message>
      <source>yesterday</source>
      <extracomment>kit/words.py</extracomment>
      <translation>ayer</translation>
    </message>
    <message>
      <source>now</source>
      <extracomment>kit/words.py</extracomment>
      <translation>ahora</translation>
    </message>
    <message>
      <source>today</source>
      <extracomment>kit/words.py, timeline.py</extracomment>
      <translation>hoy</translation>
    </message>
    <message>
      <source>%1 min ago</source>
      <extracomment>kit/words.py</extracomment>
      <translation>hace %1 min</translation>
    </message>
    <message>
      <source>%1 h ago</source>
      <extracomment>kit/words.py</extracomment>
      <translation>hace %1 h</translation>
    </message>
    <message>
      <source>%1 days ago</source>
      <extracomment>kit/words.py</extracomment>
      <translation>hace %1 días</translation>
    </message>
    <message>
      <source>in %1 min</source>
      <extracomment>kit/words.py</extracomment>
      <translation>en %1 min</translation>
    </message>
    <message>
      <source>in %1 h</source>
      <extracomment>kit/words.py</extracomment>
      <translation>en %1 h</translation>
    </message>
    <message>
      <source>in %1 days</source>
      <extracomment>kit/words.py</extracomment>
      <translation>en %1 días</translation>
    </message>
    <message>
      <source>Link copied</source>
      <extracomment>linking.py</extracomment>
      <translation>Enlace copiado</translation>
    </message>
    <message>
      <source>%1: held, it waits for you</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: retenida, le espera</translation>
    </message>
    <message>
      <source>Review…</source>
      <extracomment>main_window.py, settings/sharing_card.py, workspaces/notice.py</extracomment>
      <translation>Revisar…</translation>
    </message>
    <message>
      <source>%1: %2 sent, %3</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: %2 enviados, %3</translation>
    </message>
    <message>
      <source>%1: %2 sent</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: %2 enviados</translation>
    </message>
    <message>
      <source>%1: nothing to send</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: nada que enviar</translation>
    </message>
    <message>
      <source>Undo…</source>
      <extracomment>main_window.py, runs/run_detail.py</extracomment>
      <translation>Deshacer…</translation>
    </message>
    <message>
      <source>%1: cancelled after %2</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: cancelada tras %2</translation>
    </message>
    <message>
      <source>%1: waits for the network</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: espera la red</translation>
    </message>
    <message>
      <source>%1: already running elsewhere</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: ya en curso en otro lugar</translation>
    </message>
    <message>
      <source>%1: failed</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: fallida</translation>
    </message>
    <message>
      <source>What waits, and what can be done about it</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Qué espera y qué se puede hacer</translation>
    </message>
    <message>
      <source>1 run waits</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>1 ejecución espera</translation>
    </message>
    <message>
      <source>Offline</source>
      <extracomment>offline/badge.py, tray.py</extracomment>
      <translation>Sin conexión</translation>
    </message>
    <message>
      <source>Metered network – scheduled runs wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Red de uso medido – las ejecuciones programadas esperan</translation>
    </message>
    <message>
      <source>Battery low – scheduled runs wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Batería baja – las ejecuciones programadas esperan</translation>
    </message>
    <message>
      <source>Saving power – scheduled runs wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Ahorro de energía – las ejecuciones programadas esperan</translation>
    </message>
    <message>
      <source>Runs that wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Ejecuciones que esperan</translation>
    </message>
    <message>
      <source>Network and power…</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Red y energía…</translation>
    </message>
    <message>
      <source>Open run</source>
      <extracomment>offline/badge.py, syncs/sync_card.py</extracomment>
      <translation>Abrir ejecución</translation>
    </message>
    <message>
      <source>Try now</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Intentar ahora</translation>
    </message>
    <message>
      <source>Stop waiting</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Dejar de esperar</translation>
    </message>
    <message>
      <source>%1 waits no more; what it had sent is kept</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>%1 ya no espera; lo enviado se conserva</translation>
    </message>
    <message>
      <source>%1 runs wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>%1 ejecuciones esperan</translation>
    </message>
    <message>
      <source>Waiting for network – %1</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Esperando la red – %1</translation>
    </message>
    <message>
      <source>No run waits for the network</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Ninguna ejecución espera la red</translation>
    </message>
    <message>
      <source>Opening the workspace</source>
      <extracomment>opening.py</extracomment>
      <translation>Abriendo el espacio de trabajo</translation>
    </message>
    <message>
      <source>Workspace: %1</source>
      <extracomment>opening.py</extracomment>
      <translation>Espacio de trabajo: %1</translation>
    </message>
    <message>
      <source>needs you</source>
      <extracomment>rail.py</extracomment>
      <translation>le necesita</translation>
    </message>
    <message>
      <source>need you</source>
      <extracomment>rail.py</extracomment>
      <translation>le necesitan</translation>
    </message>
    <message>
      <source>Sections</source>
      <extracomment>rail.py</extracomment>
      <translation>Secciones</translation>
    </message>
    <message>
      <source>no answer</source>
      <extracomment>runs/call_text.py</extracomment>
      <translation>sin respuesta</translation>
    </message>
    <message>
      <source>(no body)</source>
      <extracomment>runs/call_text.py</extracomment>
      <translation>(sin contenido)</translation>
    </message>
    <message>
      <source>Which requests</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Qué peticiones</translation>
    </message>
    <message>
      <source>Copy as text</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Copiar como texto</translation>
    </message>
    <message>
      <source>No requests</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Ninguna petición</translation>
    </message>
    <message>
      <source>Request and answer</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Petición y respuesta</translation>
    </message>
    <message>
      <source>Nothing was asked over the network. Files and databases of your own are written without requests;</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>No se pidió nada por la red. En archivos y bases de datos propios se escribe sin peticiones;</translation>
    </message>
    <message>
      <source>of others the last 100 requests of a run are kept.</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>de los demás se conservan las últimas 100 peticiones de una ejecución.</translation>
    </message>
    <message>
      <source>request</source>
      <extracomment>runs/calls_tab.py, syncs/reviewed.py</extracomment>
      <translation>petición</translation>
    </message>
    <message>
      <source>requests</source>
      <extracomment>runs/calls_tab.py, syncs/reviewed.py</extracomment>
      <translation>peticiones</translation>
    </message>
    <message>
      <source>none failed</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>ninguna fallida</translation>
    </message>
    <message>
      <source>Read the requests again</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Leer de nuevo las peticiones</translation>
    </message>
    <message>
      <source>Request</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Petición</translation>
    </message>
    <message>
      <source>Answer</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Respuesta</translation>
    </message>
    <message>
      <source>Took</source>
      <extracomment>runs/calls_tab.py, runs/run_lines.py</extracomment>
      <translation>Duración</translation>
    </message>
    <message>
      <source>Requests</source>
      <extracomment>runs/calls_tab.py, runs/run_detail.py</extracomment>
      <translation>Peticiones</translation>
    </message>
    <message>
      <source>Request copied</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Petición copiada</translation>
    </message>
    <message>
      <source>All requests</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Todas las peticiones</translation>
    </message>
    <message>
      <source>Failed only</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Solo las fallidas</translation>
    </message>
    <message>
      <source>%1 failed</source>
      <extracomment>runs/calls_tab.py, runs/now_panel.py</extracomment>
      <translation>%1 fallidas</translation>
    </message>
    <message>
      <source>values of records are left out</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>los valores de los registros están omitidos</translation>
    </message>
    <message>
      <source>Forget a person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Olvidar a una persona</translation>
    </message>
    <message>
      <source>taken away</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>retirado</translation>
    </message>
    <message>
      <source>All that syncs have sent of one person is found and taken away where a destination can do that. You see what that is before anything is sent, and get a certificate of it.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Se busca todo lo que las sincronizaciones enviaron de una persona y se retira donde un destino puede hacerlo. Usted lo ve antes de que se envíe nada y recibe un certificado.</translation>
    </message>
    <message>
      <source>%1 of this person are taken away or emptied for good. Type the number to go on.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>%1 de esta persona se retiran o vacían para siempre. Escriba el número para continuar.</translation>
    </message>
    <message>
      <source>What that means</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Qué significa</translation>
    </message>
    <message>
      <source>Asked</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Solicitado</translation>
    </message>
    <message>
      <source>Number</source>
      <extracomment>runs/forget_page.py, syncs/mapping_popovers.py</extracomment>
      <translation>Número</translation>
    </message>
    <message>
      <source>Data set of the person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Conjunto de datos de la persona</translation>
    </message>
    <message>
      <source>Key of the person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Clave de la persona</translation>
    </message>
    <message>
      <source>Their identifier, e-mail address or sync key, exactly</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Su identificador, correo o clave de sincronización, exactos</translation>
    </message>
    <message>
      <source>Nothing was sent of this person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>No se envió nada de esta persona</translation>
    </message>
    <message>
      <source>Keep them from being sent</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Impedir que se envíe</translation>
    </message>
    <message>
      <source>Certificates</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Certificados</translation>
    </message>
    <message>
      <source>Working on it</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>En ello</translation>
    </message>
    <message>
      <source>Keep them from being sent again</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Impedir que se envíe de nuevo</translation>
    </message>
    <message>
      <source>Forget this person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Olvidar a esta persona</translation>
    </message>
    <message>
      <source>Certificate</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Certificado</translation>
    </message>
    <message>
      <source>Looking for this person in all that was sent</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Buscando a esta persona en todo lo enviado</translation>
    </message>
    <message>
      <source>No data set has this key, and no sync has sent it.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Ningún conjunto de datos tiene esta clave y ninguna sincronización la ha enviado.</translation>
    </message>
    <message>
      <source>They go on the exclusion list “%1” of %2, which keeps their key.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Entra en la lista de exclusión «%1» de %2, que conserva su clave.</translation>
    </message>
    <message>
      <source>Taking away what was sent of this person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Retirando lo que se envió de esta persona</translation>
    </message>
    <message>
      <source>This person is forgotten.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Esta persona está olvidada.</translation>
    </message>
    <message>
      <source>Not everything could be taken away.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>No se pudo retirar todo.</translation>
    </message>
    <message>
      <source>Find the person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Buscar a la persona</translation>
    </message>
    <message>
      <source>Back (Esc)</source>
      <extracomment>runs/forget_page.py, runs/record_page.py, syncs/history_page.py, workspaces/import_page.py</extracomment>
      <translation>Atrás (Esc)</translation>
    </message>
    <message>
      <source>What was sent of this person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Lo que se envió de esta persona</translation>
    </message>
    <message>
      <source>Save certificate…</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Guardar certificado…</translation>
    </message>
    <message>
      <source>Another person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Otra persona</translation>
    </message>
    <message>
      <source>Type the number above first</source>
      <extracomment>runs/forget_page.py, syncs/review_page.py</extracomment>
      <translation>Escriba antes el número de arriba</translation>
    </message>
    <message>
      <source>%2 still has them: the next runs send them again.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>%2 aún la tiene: las próximas ejecuciones la envían de nuevo.</translation>
    </message>
    <message>
      <source>If they come back to %2, they are sent again.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Si vuelve a %2, se envía de nuevo.</translation>
    </message>
    <message>
      <source>Save certificate</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Guardar certificado</translation>
    </message>
    <message>
      <source>whole</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>completo</translation>
    </message>
    <message>
      <source>not whole</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>incompleto</translation>
    </message>
    <message>
      <source>All data sets</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Todos los conjuntos de datos</translation>
    </message>
    <message>
      <source>%1 has this person, and no sync has sent them yet.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>%1 tiene a esta persona y ninguna sincronización la ha enviado todavía.</translation>
    </message>
    <message>
      <source>Saved as %1</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Guardado como %1</translation>
    </message>
    <message>
      <source>This person was forgotten before, last on %1.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Esta persona ya fue olvidada, la última vez el %1.</translation>
    </message>
    <message>
      <source>starts when runs go on</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>empieza cuando se reanuden las ejecuciones</translation>
    </message>
    <message>
      <source>starts next</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>empieza a continuación</translation>
    </message>
    <message>
      <source>1 before it</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>1 antes</translation>
    </message>
    <message>
      <source>in another window, by the agent or the command line</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>en otra ventana, por el agente o la línea de comandos</translation>
    </message>
    <message>
      <source>starting…</source>
      <extracomment>runs/now_lines.py, syncs/sync_card.py, syncs/sync_lines.py</extracomment>
      <translation>empezando…</translation>
    </message>
    <message>
      <source>%1/s</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>%1/s</translation>
    </message>
    <message>
      <source>%1 left</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>quedan %1</translation>
    </message>
    <message>
      <source>Progress</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>Progreso</translation>
    </message>
    <message>
      <source>Rate</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>Ritmo</translation>
    </message>
    <message>
      <source>%1 before it</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>%1 antes</translation>
    </message>
    <message>
      <source>waits for the network</source>
      <extracomment>runs/now_lines.py, syncs/sync_lines.py</extracomment>
      <translation>espera la red</translation>
    </message>
    <message>
      <source>Runs now</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Ejecuciones ahora</translation>
    </message>
    <message>
      <source>Pause all</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Pausar todo</translation>
    </message>
    <message>
      <source>Resume all</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Reanudar todo</translation>
    </message>
    <message>
      <source>Now</source>
      <extracomment>runs/now_panel.py, syncs/sync_card.py</extracomment>
      <translation>Ahora</translation>
    </message>
    <message>
      <source>Run next</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Ejecutar a continuación</translation>
    </message>
    <message>
      <source>Earlier</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Antes</translation>
    </message>
    <message>
      <source>Later</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Después</translation>
    </message>
    <message>
      <source>Run again</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Ejecutar de nuevo</translation>
    </message>
    <message>
      <source>Pause</source>
      <extracomment>runs/now_panel.py, syncs/sync_card.py</extracomment>
      <translation>Pausar</translation>
    </message>
    <message>
      <source>paused, nothing starts</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>en pausa, no empieza nada</translation>
    </message>
    <message>
      <source>Resume</source>
      <extracomment>runs/now_panel.py, syncs/sync_card.py</extracomment>
      <translation>Reanudar</translation>
    </message>
    <message>
      <source>%1: the selected line</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>%1: la línea seleccionada</translation>
    </message>
    <message>
      <source>%1 running</source>
      <extracomment>runs/now_panel.py, tray.py</extracomment>
      <translation>%1 en curso</translation>
    </message>
    <message>
      <source>%1 queued</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>%1 en espera</translation>
    </message>
    <message>
      <source>%1 waiting for the network</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>%1 esperan la red</translation>
    </message>
    <message>
      <source>Record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Registro</translation>
    </message>
    <message>
      <source>Type the key of a record as it is sent. You see why it is in or out, and all that was sent of it.</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Escriba la clave de un registro tal como se envía. Verá por qué está dentro o fuera y todo lo que se envió de él.</translation>
    </message>
    <message>
      <source>No run has touched it</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Ninguna ejecución lo ha tocado</translation>
    </message>
    <message>
      <source>Sync of the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Sincronización del registro</translation>
    </message>
    <message>
      <source>Key of the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Clave del registro</translation>
    </message>
    <message>
      <source>Key of the record, exactly</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Clave del registro, exacta</translation>
    </message>
    <message>
      <source>Forget this person…</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Olvidar a esta persona…</translation>
    </message>
    <message>
      <source>Show personal data</source>
      <extracomment>runs/record_page.py, runs/records_tab.py, segments/members_tab.py, syncs/plan_panel.py, syncs/preview_card.py</extracomment>
      <translation>Mostrar datos personales</translation>
    </message>
    <message>
      <source>Asking about the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Consultando el registro</translation>
    </message>
    <message>
      <source>Which record?</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>¿Qué registro?</translation>
    </message>
    <message>
      <source>run touched it</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>ejecución lo tocó</translation>
    </message>
    <message>
      <source>runs touched it</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>ejecuciones lo tocaron</translation>
    </message>
    <message>
      <source>Hide personal data</source>
      <extracomment>runs/record_page.py, runs/records_tab.py, segments/members_tab.py, syncs/plan_panel.py, syncs/preview_card.py</extracomment>
      <translation>Ocultar datos personales</translation>
    </message>
    <message>
      <source>Find the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Buscar el registro</translation>
    </message>
    <message>
      <source>Values of the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Valores del registro</translation>
    </message>
    <message>
      <source>What every run did with the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Qué hizo cada ejecución con el registro</translation>
    </message>
    <message>
      <source>At %1, and what would be sent</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>En %1, y lo que se enviaría</translation>
    </message>
    <message>
      <source>%1 has nothing of it from this sync</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>%1 no tiene nada de él de esta sincronización</translation>
    </message>
    <message>
      <source>nothing would be sent now</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>ahora no se enviaría nada</translation>
    </message>
    <message>
      <source>records are kept since %1</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>los registros se conservan desde %1</translation>
    </message>
    <message>
      <source>Added</source>
      <extracomment>runs/record_story.py, runs/run_detail.py, syncs/plan_panel.py, syncs/review_table.py, syncs/sync_card.py, workspaces/import_page.py</extracomment>
      <translation>Añadidos</translation>
    </message>
    <message>
      <source>Removed</source>
      <extracomment>runs/record_story.py, runs/run_detail.py, syncs/plan_panel.py, syncs/review_table.py, syncs/sync_card.py</extracomment>
      <translation>Eliminados</translation>
    </message>
    <message>
      <source>Invalid</source>
      <extracomment>runs/record_story.py, runs/run_detail.py, syncs/plan_panel.py, syncs/review_table.py, syncs/sync_card.py</extracomment>
      <translation>No válidos</translation>
    </message>
    <message>
      <source>Unchanged</source>
      <extracomment>runs/record_story.py, runs/run_detail.py, syncs/review_table.py</extracomment>
      <translation>Sin cambios</translation>
    </message>
    <message>
      <source>Accepted</source>
      <extracomment>runs/record_story.py, runs/run_detail.py</extracomment>
      <translation>Aceptados</translation>
    </message>
    <message>
      <source>No answer known</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Respuesta desconocida</translation>
    </message>
    <message>
      <source>Waiting</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Pendientes</translation>
    </message>
    <message>
      <source>Not sent</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>No enviados</translation>
    </message>
    <message>
      <source>Left out</source>
      <extracomment>runs/record_story.py, syncs/plan_panel.py, workspaces/import_page.py</extracomment>
      <translation>Omitidos</translation>
    </message>
    <message>
      <source>the same values again</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>de nuevo los mismos valores</translation>
    </message>
    <message>
      <source>The data set has no such record.</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>El conjunto de datos no tiene ese registro.</translation>
    </message>
    <message>
      <source>Field</source>
      <extracomment>runs/record_story.py, segments/condition_rows.py, syncs/mapping_step.py, syncs/review_table.py</extracomment>
      <translation>Campo</translation>
    </message>
    <message>
      <source>Would be sent now</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Se enviaría ahora</translation>
    </message>
    <message>
      <source>Outcome</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Resultado</translation>
    </message>
    <message>
      <source>Values and reply</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Valores y respuesta</translation>
    </message>
    <message>
      <source>The source cannot be asked at the moment.</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>En este momento no se puede consultar el origen.</translation>
    </message>
    <message>
      <source>It is among what the sync sends.</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Forma parte de lo que envía la sincronización.</translation>
    </message>
    <message>
      <source>It is in the data set, but not in what the sync sends.</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Está en el conjunto de datos, pero no en lo que envía la sincronización.</translation>
    </message>
    <message>
      <source>Gone</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Desaparecido</translation>
    </message>
    <message>
      <source>here: %1</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>aquí: %1</translation>
    </message>
    <message>
      <source>Not known now</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Ahora no se sabe</translation>
    </message>
    <message>
      <source>Out</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Fuera</translation>
    </message>
    <message>
      <source>At %1</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>En %1</translation>
    </message>
    <message>
      <source>Every reason</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Todos los motivos</translation>
    </message>
    <message>
      <source>Records that did not arrive</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Registros que no llegaron</translation>
    </message>
    <message>
      <source>Which records</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Qué registros</translation>
    </message>
    <message>
      <source>Reason</source>
      <extracomment>runs/records_tab.py, runs/run_lines.py</extracomment>
      <translation>Motivo</translation>
    </message>
    <message>
      <source>Find a record, value or reason</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Buscar un registro, valor o motivo</translation>
    </message>
    <message>
      <source>Export records…</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Exportar registros…</translation>
    </message>
    <message>
      <source>%1 shown, more on scrolling</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>%1 mostrados, más al desplazarse</translation>
    </message>
    <message>
      <source>No record is like that.</source>
      <extracomment>runs/records_tab.py, syncs/plan_panel.py</extracomment>
      <translation>Ningún registro es así.</translation>
    </message>
    <message>
      <source>Export records</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Exportar registros</translation>
    </message>
    <message>
      <source>Writing %1…</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Escribiendo %1…</translation>
    </message>
    <message>
      <source>Enter: everything about this record</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Intro: todo sobre este registro</translation>
    </message>
    <message>
      <source>%1 written to %2</source>
      <extracomment>runs/records_tab.py, syncs/review_page.py</extracomment>
      <translation>%1 escritos en %2</translation>
    </message>
    <message>
      <source>To send</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Por enviar</translation>
    </message>
    <message>
      <source>Sent again</source>
      <extracomment>runs/run_detail.py, syncs/plan_panel.py</extracomment>
      <translation>Enviados de nuevo</translation>
    </message>
    <message>
      <source>Selected run</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Ejecución seleccionada</translation>
    </message>
    <message>
      <source>Pause run</source>
      <extracomment>runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Pausar ejecución</translation>
    </message>
    <message>
      <source>Open sync</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Abrir sincronización</translation>
    </message>
    <message>
      <source>Views of the run</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Vistas de la ejecución</translation>
    </message>
    <message>
      <source>Taken</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Tomados</translation>
    </message>
    <message>
      <source>Dismiss what is held</source>
      <extracomment>runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Descartar lo retenido</translation>
    </message>
    <message>
      <source>Undo this run</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Deshacer esta ejecución</translation>
    </message>
    <message>
      <source>Edit guard</source>
      <extracomment>runs/run_detail.py, syncs/plan_panel.py, syncs/sync_card.py</extracomment>
      <translation>Editar protección</translation>
    </message>
    <message>
      <source>Resume run</source>
      <extracomment>runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Reanudar ejecución</translation>
    </message>
    <message>
      <source>Not delivered</source>
      <extracomment>runs/run_detail.py, runs/run_lines.py</extracomment>
      <translation>No entregados</translation>
    </message>
    <message>
      <source>The destination refused records of this run without saying which.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>El destino rechazó registros de esta ejecución sin decir cuáles.</translation>
    </message>
    <message>
      <source>Refused without names</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Rechazados sin nombres</translation>
    </message>
    <message>
      <source>Stays as it is</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Queda como está</translation>
    </message>
    <message>
      <source>took %1</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>duró %1</translation>
    </message>
    <message>
      <source>plan</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>plan</translation>
    </message>
    <message>
      <source>undoes run %1</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>deshace la ejecución %1</translation>
    </message>
    <message>
      <source>The destination took everything that was sent.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>El destino aceptó todo lo enviado.</translation>
    </message>
    <message>
      <source>Nothing was to be sent.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>No había nada que enviar.</translation>
    </message>
    <message>
      <source>Every record arrived</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Todos los registros llegaron</translation>
    </message>
    <message>
      <source>The figures above are what would be sent. The plan waits for you.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Las cifras de arriba son lo que se enviaría. El plan le espera.</translation>
    </message>
    <message>
      <source>No record was rejected or set aside in this run.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Ningún registro fue rechazado ni apartado en esta ejecución.</translation>
    </message>
    <message>
      <source>Review what undoing this run would change</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Revisar qué cambiaría deshacer esta ejecución</translation>
    </message>
    <message>
      <source>Nothing was sent</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>No se envió nada</translation>
    </message>
    <message>
      <source>Nothing to list</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Nada que mostrar</translation>
    </message>
    <message>
      <source>by schedule</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>por programación</translation>
    </message>
    <message>
      <source>because data changed</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>porque cambiaron los datos</translation>
    </message>
    <message>
      <source>by Quick Sync</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>por Quick Sync</translation>
    </message>
    <message>
      <source>to undo another</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>para deshacer otra</translation>
    </message>
    <message>
      <source>held, nothing sent</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>retenida, nada enviado</translation>
    </message>
    <message>
      <source>Started</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>Inicio</translation>
    </message>
    <message>
      <source>Changes</source>
      <extracomment>runs/run_lines.py, syncs/plan_panel.py</extracomment>
      <translation>Cambios</translation>
    </message>
    <message>
      <source>(no key)</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>(sin clave)</translation>
    </message>
    <message>
      <source>Key</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>Clave</translation>
    </message>
    <message>
      <source>Values</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>Valores</translation>
    </message>
    <message>
      <source>%1 invalid</source>
      <extracomment>runs/run_lines.py, syncs/sync_card.py</extracomment>
      <translation>%1 no válidos</translation>
    </message>
    <message>
      <source>removed since</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>eliminada después</translation>
    </message>
    <message>
      <source>Every state</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Todos los estados</translation>
    </message>
    <message>
      <source>Running or queued</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>En curso o en espera</translation>
    </message>
    <message>
      <source>Waiting for network</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Esperando la red</translation>
    </message>
    <message>
      <source>Every run of a sync is listed here, with its counts, errors and the records that did not arrive.</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Aquí figura cada ejecución de una sincronización, con sus cifras, errores y los registros que no llegaron.</translation>
    </message>
    <message>
      <source>State of the runs</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Estado de las ejecuciones</translation>
    </message>
    <message>
      <source>Sync of the runs</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Sincronización de las ejecuciones</translation>
    </message>
    <message>
      <source>The runs could not be read</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>No se pudieron leer las ejecuciones</translation>
    </message>
    <message>
      <source>No run yet</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Aún no hay ejecuciones</translation>
    </message>
    <message>
      <source>No run is like that</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Ninguna ejecución es así</translation>
    </message>
    <message>
      <source>Choose another state or sync.</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Elija otro estado u otra sincronización.</translation>
    </message>
    <message>
      <source>Every sync</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Todas las sincronizaciones</translation>
    </message>
    <message>
      <source>Schedules off: syncs run only by hand</source>
      <extracomment>scheduler.py</extracomment>
      <translation>Programaciones desactivadas: las sincronizaciones solo se ejecutan a mano</translation>
    </message>
    <message>
      <source>Schedules are on: the agent runs them</source>
      <extracomment>scheduler.py</extracomment>
      <translation>Las programaciones están activadas: el agente las ejecuta</translation>
    </message>
    <message>
      <source>Schedules are on while this window is open</source>
      <extracomment>scheduler.py</extracomment>
      <translation>Las programaciones están activadas mientras esta ventana esté abierta</translation>
    </message>
    <message>
      <source>Edits, runs and their outcomes appear here, newest first.</source>
      <extracomment>segments/activity_tab.py</extracomment>
      <translation>Las ediciones, las ejecuciones y sus resultados aparecen aquí, lo más reciente primero.</translation>
    </message>
    <message>
      <source>Nothing has happened yet</source>
      <extracomment>segments/activity_tab.py, syncs/history_page.py</extracomment>
      <translation>Aún no ha pasado nada</translation>
    </message>
    <message>
      <source>“%1” is as it was before that edit</source>
      <extracomment>segments/activity_tab.py, syncs/history_page.py</extracomment>
      <translation>«%1» está como antes de esa edición</translation>
    </message>
    <message>
      <source>Export…</source>
      <extracomment>segments/analyze_tab.py, syncs/review_page.py</extracomment>
      <translation>Exportar…</translation>
    </message>
    <message>
      <source>Export</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Exportar</translation>
    </message>
    <message>
      <source>Save the chart</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Guardar el gráfico</translation>
    </message>
    <message>
      <source>Save the table</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Guardar la tabla</translation>
    </message>
    <message>
      <source>Cancel counting</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Cancelar el recuento</translation>
    </message>
    <message>
      <source>Export charts and tables</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Exportar gráficos y tablas</translation>
    </message>
    <message>
      <source>counted %1</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>contado %1</translation>
    </message>
    <message>
      <source>%1: picture…</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>%1: imagen…</translation>
    </message>
    <message>
      <source>%1: table…</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>%1: tabla…</translation>
    </message>
    <message>
      <source>related %1</source>
      <extracomment>segments/catalogue.py</extracomment>
      <translation>relacionado: %1</translation>
    </message>
    <message>
      <source>Find a field</source>
      <extracomment>segments/catalogue.py, segments/field_list.py</extracomment>
      <translation>Buscar un campo</translation>
    </message>
    <message>
      <source>open</source>
      <extracomment>segments/catalogue.py, segments/segment_line.py</extracomment>
      <translation>abierto</translation>
    </message>
    <message>
      <source>closed</source>
      <extracomment>segments/catalogue.py, segments/segment_line.py</extracomment>
      <translation>cerrado</translation>
    </message>
    <message>
      <source>find a field</source>
      <extracomment>segments/catalogue.py, segments/field_list.py</extracomment>
      <translation>buscar un campo</translation>
    </message>
    <message>
      <source>This group matches</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Este grupo cumple</translation>
    </message>
    <message>
      <source>Remove the group</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Quitar el grupo</translation>
    </message>
    <message>
      <source>Condition</source>
      <extracomment>segments/condition_groups.py, segments/definition_layout.py</extracomment>
      <translation>Condición</translation>
    </message>
    <message>
      <source>Add a condition to this group</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Añadir una condición a este grupo</translation>
    </message>
    <message>
      <source>Group</source>
      <extracomment>segments/condition_groups.py, segments/definition_layout.py</extracomment>
      <translation>Grupo</translation>
    </message>
    <message>
      <source>Add a group to this group</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Añadir un grupo a este grupo</translation>
    </message>
    <message>
      <source>More…</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Más…</translation>
    </message>
    <message>
      <source>Add something else to this group</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Añadir otra cosa a este grupo</translation>
    </message>
    <message>
      <source>Remove the condition</source>
      <extracomment>segments/condition_groups.py, segments/condition_rows.py</extracomment>
      <translation>Quitar la condición</translation>
    </message>
    <message>
      <source>Did or did not</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Hizo o no hizo</translation>
    </message>
    <message>
      <source>How often</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Cuántas veces</translation>
    </message>
    <message>
      <source>Number of times</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Número de veces</translation>
    </message>
    <message>
      <source>where</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>donde</translation>
    </message>
    <message>
      <source>These conditions match</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Se cumplen estas condiciones</translation>
    </message>
    <message>
      <source>Add a condition on it</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Añadirle una condición</translation>
    </message>
    <message>
      <source>Add something else to it</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Añadirle otra cosa</translation>
    </message>
    <message>
      <source>condition on the event</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>condición sobre el evento</translation>
    </message>
    <message>
      <source>condition on it</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>condición sobre ello</translation>
    </message>
    <message>
      <source>Change how often</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Cambiar cuántas veces</translation>
    </message>
    <message>
      <source>Change when</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Cambiar cuándo</translation>
    </message>
    <message>
      <source>empty</source>
      <extracomment>segments/condition_groups.py, syncs/mapping_rules.py</extracomment>
      <translation>vacío</translation>
    </message>
    <message>
      <source>Not counted until it has a finished condition</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>No cuenta hasta que tenga una condición completa</translation>
    </message>
    <message>
      <source>any number of</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>cualquier número de veces</translation>
    </message>
    <message>
      <source>Did</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Hizo</translation>
    </message>
    <message>
      <source>Has</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Tiene</translation>
    </message>
    <message>
      <source>Did not</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>No hizo</translation>
    </message>
    <message>
      <source>Has no</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>No tiene</translation>
    </message>
    <message>
      <source>any event</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>cualquier evento</translation>
    </message>
    <message>
      <source>does not fit</source>
      <extracomment>segments/condition_groups.py, segments/condition_rows.py, syncs/quick_sync_menu.py</extracomment>
      <translation>no encaja</translation>
    </message>
    <message>
      <source>time</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>vez</translation>
    </message>
    <message>
      <source>times</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>veces</translation>
    </message>
    <message>
      <source>Change did or did not</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Cambiar hizo o no hizo</translation>
    </message>
    <message>
      <source>exactly</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>exactamente</translation>
    </message>
    <message>
      <source>at any time</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>en cualquier momento</translation>
    </message>
    <message>
      <source>in the last … days</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>en los últimos … días</translation>
    </message>
    <message>
      <source>Events of</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Eventos de</translation>
    </message>
    <message>
      <source>Value of when</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Valor de cuándo</translation>
    </message>
    <message>
      <source>Choose events</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Elegir eventos</translation>
    </message>
    <message>
      <source>is not related to it any more</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>ya no está relacionado con él</translation>
    </message>
    <message>
      <source>days</source>
      <extracomment>segments/condition_groups.py, syncs/schedule_step.py</extracomment>
      <translation>días</translation>
    </message>
    <message>
      <source>days ago</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>días atrás</translation>
    </message>
    <message>
      <source>or</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>o</translation>
    </message>
    <message>
      <source>There is no other segment of this data set.</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>No hay ningún otro segmento de este conjunto de datos.</translation>
    </message>
    <message>
      <source>Drag to move the line</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Arrastre para mover la línea</translation>
    </message>
    <message>
      <source>Drag to move; the Segment menu has keys for it</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Arrastre para mover; el menú Segmento tiene teclas para ello</translation>
    </message>
    <message>
      <source>Operator</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Operador</translation>
    </message>
    <message>
      <source>Members in or out</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Miembros dentro o fuera</translation>
    </message>
    <message>
      <source>SQL condition</source>
      <extracomment>segments/condition_rows.py, segments/condition_view.py</extracomment>
      <translation>Condición SQL</translation>
    </message>
    <message>
      <source>a condition in SQL, such as length(name) &gt; 3</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>una condición en SQL, como length(name) &gt; 3</translation>
    </message>
    <message>
      <source>Change SQL</source>
      <extracomment>segments/condition_rows.py, segments/definition_tab.py</extracomment>
      <translation>Cambiar SQL</translation>
    </message>
    <message>
      <source>Value of</source>
      <extracomment>segments/condition_rows.py, segments/known_values.py</extracomment>
      <translation>Valor de</translation>
    </message>
    <message>
      <source>Change field</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Cambiar campo</translation>
    </message>
    <message>
      <source>Change operator</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Cambiar operador</translation>
    </message>
    <message>
      <source>There is no such segment of this data set any more</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Ese segmento ya no existe en este conjunto de datos</translation>
    </message>
    <message>
      <source>Change in or out</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Cambiar dentro o fuera</translation>
    </message>
    <message>
      <source>Change segment</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Cambiar segmento</translation>
    </message>
    <message>
      <source>needs SQL</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>necesita SQL</translation>
    </message>
    <message>
      <source>Not counted and not sent until it says something</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>No cuenta ni se envía hasta que diga algo</translation>
    </message>
    <message>
      <source>Operator of</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Operador de</translation>
    </message>
    <message>
      <source>Remove the condition on</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Quitar la condición sobre</translation>
    </message>
    <message>
      <source>needs a value</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>necesita un valor</translation>
    </message>
    <message>
      <source>Not counted and not sent until it has a value</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>No cuenta ni se envía hasta que tenga un valor</translation>
    </message>
    <message>
      <source>Change value</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Cambiar valor</translation>
    </message>
    <message>
      <source>in the segment</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>en el segmento</translation>
    </message>
    <message>
      <source>not in the segment</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>no en el segmento</translation>
    </message>
    <message>
      <source>Read by %1</source>
      <extracomment>segments/condition_rows.py, segments/query_card.py</extracomment>
      <translation>Leído por %1</translation>
    </message>
    <message>
      <source>“%1” is not in the data set any more</source>
      <extracomment>segments/condition_tree.py, syncs/mapping_lines.py</extracomment>
      <translation>«%1» ya no está en el conjunto de datos</translation>
    </message>
    <message>
      <source>does not fit “%1”, which holds %2 values</source>
      <extracomment>segments/condition_tree.py</extracomment>
      <translation>no encaja con «%1», que contiene valores de tipo %2</translation>
    </message>
    <message>
      <source>Conditions</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Condiciones</translation>
    </message>
    <message>
      <source>Records match</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Los registros cumplen</translation>
    </message>
    <message>
      <source>Everyone is in this segment. Add a condition to narrow it down.</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Todos están en este segmento. Añada una condición para acotarlo.</translation>
    </message>
    <message>
      <source>Move condition</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Mover condición</translation>
    </message>
    <message>
      <source>Move into a group</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Mover a un grupo</translation>
    </message>
    <message>
      <source>Move out of the group</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Sacar del grupo</translation>
    </message>
    <message>
      <source>Condition copied as text</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Condición copiada como texto</translation>
    </message>
    <message>
      <source>Conditions copied as text</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Condiciones copiadas como texto</translation>
    </message>
    <message>
      <source>who match</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>que cumplen</translation>
    </message>
    <message>
      <source>left after each line</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>quedan tras cada línea</translation>
    </message>
    <message>
      <source>each line alone</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>cada línea por separado</translation>
    </message>
    <message>
      <source>Add group</source>
      <extracomment>segments/condition_view.py, segments/definition_layout.py</extracomment>
      <translation>Añadir grupo</translation>
    </message>
    <message>
      <source>Add SQL</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Añadir SQL</translation>
    </message>
    <message>
      <source>Members of another segment…</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Miembros de otro segmento…</translation>
    </message>
    <message>
      <source>Change all or any</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Cambiar todas o alguna</translation>
    </message>
    <message>
      <source>Did: %1</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Hizo: %1</translation>
    </message>
    <message>
      <source>Has: %1</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Tiene: %1</translation>
    </message>
    <message>
      <source>Unsaved</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Sin guardar</translation>
    </message>
    <message>
      <source>Event</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Evento</translation>
    </message>
    <message>
      <source>SQL</source>
      <extracomment>segments/definition_layout.py, segments/sql_panel.py</extracomment>
      <translation>SQL</translation>
    </message>
    <message>
      <source>Limit the number of records</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Limitar el número de registros</translation>
    </message>
    <message>
      <source>Limit for each value of a field</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Límite por cada valor de un campo</translation>
    </message>
    <message>
      <source>Cohorts for an experiment</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Cohortes para un experimento</translation>
    </message>
    <message>
      <source>Members from an SQL query</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Miembros de una consulta SQL</translation>
    </message>
    <message>
      <source>Enter, double-click or drag adds a condition.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Intro, doble clic o arrastrar añade una condición.</translation>
    </message>
    <message>
      <source>Add event</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Añadir evento</translation>
    </message>
    <message>
      <source>Add SQL condition</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Añadir condición SQL</translation>
    </message>
    <message>
      <source>Add something else</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Añadir otra cosa</translation>
    </message>
    <message>
      <source>Lines of their own, joined by all of or any of</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Líneas propias, unidas por todas o alguna</translation>
    </message>
    <message>
      <source>What somebody did or did not do, how often and when</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Lo que alguien hizo o no hizo, cuántas veces y cuándo</translation>
    </message>
    <message>
      <source>A condition in the language of your source, checked while you type</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Una condición en el lenguaje de su origen, comprobada al escribir</translation>
    </message>
    <message>
      <source>Other segments, related records, limits and cohorts</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Otros segmentos, registros relacionados, límites y cohortes</translation>
    </message>
    <message>
      <source>Go back to the saved definition</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Volver a la definición guardada</translation>
    </message>
    <message>
      <source>Save the definition</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Guardar la definición</translation>
    </message>
    <message>
      <source>records of the segments before it are not in this one.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>los registros de los segmentos anteriores no están en este.</translation>
    </message>
    <message>
      <source>nothing is taken out.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>no se quita nada.</translation>
    </message>
    <message>
      <source>Place %1 of %2 in the priority list %3</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Puesto %1 de %2 en la lista de prioridad %3</translation>
    </message>
    <message>
      <source>1 exclusion list applies: %1.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Se aplica 1 lista de exclusión: %1.</translation>
    </message>
    <message>
      <source>%1 exclusion lists apply: %2.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Se aplican %1 listas de exclusión: %2.</translation>
    </message>
    <message>
      <source>Edits discarded</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>Ediciones descartadas</translation>
    </message>
    <message>
      <source>Members from SQL</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>Miembros de SQL</translation>
    </message>
    <message>
      <source>Remove SQL</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>Quitar SQL</translation>
    </message>
    <message>
      <source>SQL copied</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>SQL copiado</translation>
    </message>
    <message>
      <source>The saved definition has changed since these edits began. Saving replaces it, Discard shows it.</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>La definición guardada ha cambiado desde que empezaron estas ediciones. Guardar la sustituye, Descartar la muestra.</translation>
    </message>
    <message>
      <source>Counted in %1</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>Contado en %1</translation>
    </message>
    <message>
      <source>%1 of %2 match</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>%1 de %2 cumplen</translation>
    </message>
    <message>
      <source>PII</source>
      <extracomment>segments/field_list.py, syncs/mapping_lines.py</extracomment>
      <translation>PII</translation>
    </message>
    <message>
      <source>computed</source>
      <extracomment>segments/field_list.py</extracomment>
      <translation>calculado</translation>
    </message>
    <message>
      <source>Choose a field</source>
      <extracomment>segments/field_list.py</extracomment>
      <translation>Elegir un campo</translation>
    </message>
    <message>
      <source>as typed</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>como se escribió</translation>
    </message>
    <message>
      <source>Find, type or paste values</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Buscar, escribir o pegar valores</translation>
    </message>
    <message>
      <source>Reading values…</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Leyendo valores…</translation>
    </message>
    <message>
      <source>No known value; type one.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Ningún valor conocido; escriba uno.</translation>
    </message>
    <message>
      <source>, chosen</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>, elegido</translation>
    </message>
    <message>
      <source>Read the values again</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Leer de nuevo los valores</translation>
    </message>
    <message>
      <source>Type to find more.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Escriba para encontrar más.</translation>
    </message>
    <message>
      <source>%1 pasted.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>%1 pegados.</translation>
    </message>
    <message>
      <source>values</source>
      <extracomment>segments/known_values.py, syncs/review_page.py</extracomment>
      <translation>valores</translation>
    </message>
    <message>
      <source>Values of</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Valores de</translation>
    </message>
    <message>
      <source>Values as of %1.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Valores de %1.</translation>
    </message>
    <message>
      <source>Any value can be typed.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Se puede escribir cualquier valor.</translation>
    </message>
    <message>
      <source>edit as a list</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>editar como lista</translation>
    </message>
    <message>
      <source>choose from known values</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>elegir entre valores conocidos</translation>
    </message>
    <message>
      <source>%1 do not fit the column.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>%1 no encajan en la columna.</translation>
    </message>
    <message>
      <source>counting</source>
      <extracomment>segments/left_cell.py</extracomment>
      <translation>contando</translation>
    </message>
    <message>
      <source>%1 left, %2 of %3</source>
      <extracomment>segments/left_cell.py</extracomment>
      <translation>quedan %1, %2 de %3</translation>
    </message>
    <message>
      <source>A record stays in its cohort while the shares stay. A sync can take one cohort.</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Un registro permanece en su cohorte mientras no cambien las partes. Una sincronización puede tomar una cohorte.</translation>
    </message>
    <message>
      <source>Limit for each value</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Límite por valor</translation>
    </message>
    <message>
      <source>Limit</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Límite</translation>
    </message>
    <message>
      <source>any order</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>en cualquier orden</translation>
    </message>
    <message>
      <source>Name of the cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Nombre de la cohorte</translation>
    </message>
    <message>
      <source>name</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>nombre</translation>
    </message>
    <message>
      <source>Share of the cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Parte de la cohorte</translation>
    </message>
    <message>
      <source>control, held out</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>control, apartados</translation>
    </message>
    <message>
      <source>choose a field</source>
      <extracomment>segments/limit_rows.py, syncs/mapping_table.py</extracomment>
      <translation>elegir un campo</translation>
    </message>
    <message>
      <source>by</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>por</translation>
    </message>
    <message>
      <source>Split into cohorts</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Dividir en cohortes</translation>
    </message>
    <message>
      <source>Add a cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Añadir una cohorte</translation>
    </message>
    <message>
      <source>shares make 100 %</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>las partes suman 100 %</translation>
    </message>
    <message>
      <source>Add limit</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Añadir límite</translation>
    </message>
    <message>
      <source>Add limit per value</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Añadir límite por valor</translation>
    </message>
    <message>
      <source>Add cohorts</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Añadir cohortes</translation>
    </message>
    <message>
      <source>number of records</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>número de registros</translation>
    </message>
    <message>
      <source>in the order of</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>en el orden de</translation>
    </message>
    <message>
      <source>which first</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>cuáles primero</translation>
    </message>
    <message>
      <source>highest first</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>mayores primero</translation>
    </message>
    <message>
      <source>lowest first</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>menores primero</translation>
    </message>
    <message>
      <source>keep at most</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>conservar como máximo</translation>
    </message>
    <message>
      <source>keep the first</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>conservar los primeros</translation>
    </message>
    <message>
      <source>of each</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>de cada</translation>
    </message>
    <message>
      <source>Remove: Cohorts</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Quitar: cohortes</translation>
    </message>
    <message>
      <source>Cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Cohorte</translation>
    </message>
    <message>
      <source>Control</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Control</translation>
    </message>
    <message>
      <source>Name of cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Nombre de la cohorte</translation>
    </message>
    <message>
      <source>Share of</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Parte de</translation>
    </message>
    <message>
      <source>Remove cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Quitar cohorte</translation>
    </message>
    <message>
      <source>Change limit per value</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Cambiar límite por valor</translation>
    </message>
    <message>
      <source>Change limit</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Cambiar límite</translation>
    </message>
    <message>
      <source>Change cohorts</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Cambiar cohortes</translation>
    </message>
    <message>
      <source>about %1</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>unos %1</translation>
    </message>
    <message>
      <source>Treatment %1</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Tratamiento %1</translation>
    </message>
    <message>
      <source>All segments</source>
      <extracomment>segments/list_filter.py</extracomment>
      <translation>Todos los segmentos</translation>
    </message>
    <message>
      <source>Group by folder</source>
      <extracomment>segments/list_filter.py</extracomment>
      <translation>Agrupar por carpeta</translation>
    </message>
    <message>
      <source>In no folder</source>
      <extracomment>segments/list_filter.py, segments/segment_acts.py, segments/segment_line.py</extracomment>
      <translation>En ninguna carpeta</translation>
    </message>
    <message>
      <source>Rename “%1”…</source>
      <extracomment>segments/list_filter.py</extracomment>
      <translation>Cambiar nombre de «%1»…</translation>
    </message>
    <message>
      <source>Rows to read first</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Filas que leer primero</translation>
    </message>
    <message>
      <source>Enter or a double click: everything about this record</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Intro o doble clic: todo sobre este registro</translation>
    </message>
    <message>
      <source>Cancel reading</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Cancelar la lectura</translation>
    </message>
    <message>
      <source>Read again</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Leer de nuevo</translation>
    </message>
    <message>
      <source>These are the members of the edited definition, which is not saved yet.</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Estos son los miembros de la definición editada, aún sin guardar.</translation>
    </message>
    <message>
      <source>No members</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Sin miembros</translation>
    </message>
    <message>
      <source>row</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>fila</translation>
    </message>
    <message>
      <source>rows</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>filas</translation>
    </message>
    <message>
      <source>all of</source>
      <extracomment>segments/pills.py</extracomment>
      <translation>todas</translation>
    </message>
    <message>
      <source>any of</source>
      <extracomment>segments/pills.py</extracomment>
      <translation>alguna</translation>
    </message>
    <message>
      <source>SQL of the segment</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>SQL del segmento</translation>
    </message>
    <message>
      <source>SELECT the unique identifier of the members FROM …</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>SELECT el identificador único de los miembros FROM …</translation>
    </message>
    <message>
      <source>Its first column is the unique identifier of the members. Conditions below narrow it further.</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>Su primera columna es el identificador único de los miembros. Las condiciones de abajo la acotan más.</translation>
    </message>
    <message>
      <source>Members come from this query</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>Los miembros vienen de esta consulta</translation>
    </message>
    <message>
      <source>Remove the query</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>Quitar la consulta</translation>
    </message>
    <message>
      <source>Make the folder “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Crear la carpeta «%1»</translation>
    </message>
    <message>
      <source>Move to a folder</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Mover a una carpeta</translation>
    </message>
    <message>
      <source>taken out of their folder</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>sacados de su carpeta</translation>
    </message>
    <message>
      <source>Tags</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Etiquetas</translation>
    </message>
    <message>
      <source>no longer tagged “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>ya sin la etiqueta «%1»</translation>
    </message>
    <message>
      <source>tagged “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>con la etiqueta «%1»</translation>
    </message>
    <message>
      <source>Another name for “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Otro nombre para «%1»</translation>
    </message>
    <message>
      <source>Rename it to “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Cambiar el nombre a «%1»</translation>
    </message>
    <message>
      <source>Make the tag “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Crear la etiqueta «%1»</translation>
    </message>
    <message>
      <source>%1 deleted</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>%1 eliminados</translation>
    </message>
    <message>
      <source>Segment “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Segmento «%1»</translation>
    </message>
    <message>
      <source>Tag</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Etiquetar</translation>
    </message>
    <message>
      <source>Duplicate the selected segments</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Duplicar los segmentos seleccionados</translation>
    </message>
    <message>
      <source>Delete the selected segments</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Eliminar los segmentos seleccionados</translation>
    </message>
    <message>
      <source>moved to “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>movidos a «%1»</translation>
    </message>
    <message>
      <source>%1 selected</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>%1 seleccionados</translation>
    </message>
    <message>
      <source>size not known yet</source>
      <extracomment>segments/segment_line.py</extracomment>
      <translation>tamaño aún desconocido</translation>
    </message>
    <message>
      <source>tags</source>
      <extracomment>segments/segment_line.py</extracomment>
      <translation>etiquetas</translation>
    </message>
    <message>
      <source>Views of the segment</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Vistas del segmento</translation>
    </message>
    <message>
      <source>Segment name</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Nombre del segmento</translation>
    </message>
    <message>
      <source>Description</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Descripción</translation>
    </message>
    <message>
      <source>Add a description</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Añadir una descripción</translation>
    </message>
    <message>
      <source>could not be counted</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>no se pudo contar</translation>
    </message>
    <message>
      <source>Counted in %1 by %2</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Contado en %1 por %2</translation>
    </message>
    <message>
      <source>Size since %1: %2 to %3</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Tamaño desde %1: de %2 a %3</translation>
    </message>
    <message>
      <source>Add %1</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Añadir %1</translation>
    </message>
    <message>
      <source>by last sync</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>por última sincronización</translation>
    </message>
    <message>
      <source>Last sync</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Última sincronización</translation>
    </message>
    <message>
      <source>by name</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>por nombre</translation>
    </message>
    <message>
      <source>by size</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>por tamaño</translation>
    </message>
    <message>
      <source>Size</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Tamaño</translation>
    </message>
    <message>
      <source>by health</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>por estado</translation>
    </message>
    <message>
      <source>Health, worst first</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Estado, el peor primero</translation>
    </message>
    <message>
      <source>Search segments</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Buscar segmentos</translation>
    </message>
    <message>
      <source>No segments yet</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Aún no hay segmentos</translation>
    </message>
    <message>
      <source>A segment is a living group of records of a data set. Make the first, then send it to any tool.</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Un segmento es un grupo vivo de registros de un conjunto de datos. Cree el primero y envíelo a cualquier herramienta.</translation>
    </message>
    <message>
      <source>Sort segments</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Ordenar segmentos</translation>
    </message>
    <message>
      <source>Folders and tags</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Carpetas y etiquetas</translation>
    </message>
    <message>
      <source>Add a data set first…</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Añadir antes un conjunto de datos…</translation>
    </message>
    <message>
      <source>Nothing found</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>No se encontró nada</translation>
    </message>
    <message>
      <source>No segment is like this. Esc in the search field shows all.</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Ningún segmento es así. Esc en el campo de búsqueda los muestra todos.</translation>
    </message>
    <message>
      <source>Of %1</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>De %1</translation>
    </message>
    <message>
      <source>SQL of this definition</source>
      <extracomment>segments/sql_panel.py</extracomment>
      <translation>SQL de esta definición</translation>
    </message>
    <message>
      <source>Copy</source>
      <extracomment>segments/sql_panel.py, settings/diagnostics_card.py, support/health_page.py, support/log_page.py</extracomment>
      <translation>Copiar</translation>
    </message>
    <message>
      <source>Copy the SQL</source>
      <extracomment>segments/sql_panel.py</extracomment>
      <translation>Copiar el SQL</translation>
    </message>
    <message>
      <source>Close the SQL panel</source>
      <extracomment>segments/sql_panel.py</extracomment>
      <translation>Cerrar el panel de SQL</translation>
    </message>
    <message>
      <source>A whole number is needed here.</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Aquí hace falta un número entero.</translation>
    </message>
    <message>
      <source>A number is needed here.</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Aquí hace falta un número.</translation>
    </message>
    <message>
      <source>Choose from the calendar</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Elegir del calendario</translation>
    </message>
    <message>
      <source>Write a date as 2026-05-31, or with a time 2026-05-31 08:00.</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Escriba una fecha como 2026-05-31, o con hora 2026-05-31 08:00.</translation>
    </message>
    <message>
      <source>Calendar</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Calendario</translation>
    </message>
    <message>
      <source>%1, from</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>%1, desde</translation>
    </message>
    <message>
      <source>%1, to</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>%1, hasta</translation>
    </message>
    <message>
      <source>Name, folder and tags stay as they are; Undo brings the present version back</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Nombre, carpeta y etiquetas no cambian; Deshacer recupera la versión actual</translation>
    </message>
    <message>
      <source>The edit</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>La edición</translation>
    </message>
    <message>
      <source>Restore the version before</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Restaurar la versión anterior</translation>
    </message>
    <message>
      <source>Nothing that can be told in words</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Nada que se pueda decir con palabras</translation>
    </message>
    <message>
      <source>It is the same as now</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Es igual que ahora</translation>
    </message>
    <message>
      <source>What this edit changed</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Qué cambió esta edición</translation>
    </message>
    <message>
      <source>The version before, compared with now</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>La versión anterior, comparada con la actual</translation>
    </message>
    <message>
      <source>added</source>
      <extracomment>segments/version_panel.py, workspaces/import_page.py</extracomment>
      <translation>añadidos</translation>
    </message>
    <message>
      <source>removed</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>eliminados</translation>
    </message>
    <message>
      <source>changed</source>
      <extracomment>segments/version_panel.py, workspaces/import_page.py</extracomment>
      <translation>modificados</translation>
    </message>
    <message>
      <source>Verified</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Comprobada</translation>
    </message>
    <message>
      <source>Damaged</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Dañada</translation>
    </message>
    <message>
      <source>Backups</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Copias de seguridad</translation>
    </message>
    <message>
      <source>restore copy safety go back damaged verified folder</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>restaurar copia seguridad volver dañada comprobada carpeta</translation>
    </message>
    <message>
      <source>Made once a day while the program runs, then opened and checked; the newest seven are kept.</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Se hace una al día mientras el programa funciona; luego se abre y se comprueba; se conservan las siete más recientes.</translation>
    </message>
    <message>
      <source>They lie in the workspace folder, so they go if that is lost. A second folder keeps copies elsewhere.</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Están en la carpeta del espacio de trabajo, así que se pierden con ella. Una segunda carpeta guarda copias en otro lugar.</translation>
    </message>
    <message>
      <source>No second folder</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Sin segunda carpeta</translation>
    </message>
    <message>
      <source>Restore…</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Restaurar…</translation>
    </message>
    <message>
      <source>Backed up and checked</source>
      <extracomment>settings/backups_card.py, workspaces/workspaces.py</extracomment>
      <translation>Copia hecha y comprobada</translation>
    </message>
    <message>
      <source>Folder for copies of every backup</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Carpeta para copias de cada copia de seguridad</translation>
    </message>
    <message>
      <source>Restore from a backup</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Restaurar de una copia</translation>
    </message>
    <message>
      <source>The workspace as it is now is kept beside it. Destinations do not go back: they may hold newer data, and the next runs know what they hold. Schedules are off until you turn them on.</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>El espacio de trabajo actual se conserva al lado. Los destinos no retroceden: pueden tener datos más nuevos y las próximas ejecuciones saben qué tienen. Las programaciones quedan desactivadas hasta que las active.</translation>
    </message>
    <message>
      <source>Restore</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Restaurar</translation>
    </message>
    <message>
      <source>Second folder…</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Segunda carpeta…</translation>
    </message>
    <message>
      <source>Restore from a file…</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Restaurar de un archivo…</translation>
    </message>
    <message>
      <source>Go back to the backup of %1?</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>¿Volver a la copia de %1?</translation>
    </message>
    <message>
      <source>Copies are kept in %1 too.</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>También se guardan copias en %1.</translation>
    </message>
    <message>
      <source>In order</source>
      <extracomment>settings/channels_card.py, support/health_page.py</extracomment>
      <translation>En orden</translation>
    </message>
    <message>
      <source>Trouble</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Con problemas</translation>
    </message>
    <message>
      <source>Alerts</source>
      <extracomment>settings/channels_card.py, syncs/sync_setup.py</extracomment>
      <translation>Alertas</translation>
    </message>
    <message>
      <source>channels mail e-mail chat webhook notify notifications</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>canales correo e-mail chat webhook avisar avisos notificaciones</translation>
    </message>
    <message>
      <source>By these channels it is told when a sync fails or needs you. Each sync says of what it tells.</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Por estos canales se avisa cuando una sincronización falla o le necesita. Cada sincronización dice de qué avisa.</translation>
    </message>
    <message>
      <source>Alert channels</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Canales de alerta</translation>
    </message>
    <message>
      <source>Channel name</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Nombre del canal</translation>
    </message>
    <message>
      <source>Type of channel</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Tipo de canal</translation>
    </message>
    <message>
      <source>Add a channel</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Añadir un canal</translation>
    </message>
    <message>
      <source>Save channel</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Guardar canal</translation>
    </message>
    <message>
      <source>Channel “%1” removed</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Canal «%1» eliminado</translation>
    </message>
    <message>
      <source>Cancel the channel</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Descartar el canal</translation>
    </message>
    <message>
      <source>There is none: alerts are seen on Home alone.</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>No hay ninguno: las alertas solo se ven en Inicio.</translation>
    </message>
    <message>
      <source>Sending a test by “%1” …</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Enviando una prueba por «%1» …</translation>
    </message>
    <message>
      <source>Channel “%1” saved</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Canal «%1» guardado</translation>
    </message>
    <message>
      <source>Credentials</source>
      <extracomment>settings/credentials_card.py</extracomment>
      <translation>Credenciales</translation>
    </message>
    <message>
      <source>keyring passwords tokens secrets keys wallet</source>
      <extracomment>settings/credentials_card.py</extracomment>
      <translation>llavero contraseñas tokens secretos claves</translation>
    </message>
    <message>
      <source>Diagnostics</source>
      <extracomment>settings/diagnostics_card.py</extracomment>
      <translation>Diagnóstico</translation>
    </message>
    <message>
      <source>versions problem report support bug</source>
      <extracomment>settings/diagnostics_card.py</extracomment>
      <translation>versiones problema informe ayuda error</translation>
    </message>
    <message>
      <source>Diagnostics copied</source>
      <extracomment>settings/diagnostics_card.py</extracomment>
      <translation>Diagnóstico copiado</translation>
    </message>
    <message>
      <source>Copy diagnostics</source>
      <extracomment>settings/diagnostics_card.py</extracomment>
      <translation>Copiar diagnóstico</translation>
    </message>
    <message>
      <source>Keyboard</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Teclado</translation>
    </message>
    <message>
      <source>shortcuts keys hotkeys key bindings</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>atajos teclas combinaciones accesos rápidos</translation>
    </message>
    <message>
      <source>Find a command or its keys</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Buscar un comando o sus teclas</translation>
    </message>
    <message>
      <source>New keys</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Teclas nuevas</translation>
    </message>
    <message>
      <source>Clear</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Borrar</translation>
    </message>
    <message>
      <source>Reset</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Restablecer</translation>
    </message>
    <message>
      <source>Reset all</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Restablecer todo</translation>
    </message>
    <message>
      <source>%1 (yours)</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>%1 (propias)</translation>
    </message>
    <message>
      <source>none (yours)</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>ninguna (propio)</translation>
    </message>
    <message>
      <source>All shortcuts are as the program came with them</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Todos los atajos están como venían con el programa</translation>
    </message>
    <message>
      <source>Command</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Comando</translation>
    </message>
    <message>
      <source>Menu</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Menú</translation>
    </message>
    <message>
      <source>Keys</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Teclas</translation>
    </message>
    <message>
      <source>Reset all shortcuts</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Restablecer todos los atajos</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Atajos</translation>
    </message>
    <message>
      <source>Choose a command, press Enter, then press its new keys.</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Elija un comando, pulse Intro y luego sus teclas nuevas.</translation>
    </message>
    <message>
      <source>No command is called so.</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Ningún comando se llama así.</translation>
    </message>
    <message>
      <source>Use it here</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Usarlas aquí</translation>
    </message>
    <message>
      <source>no keys</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>sin teclas</translation>
    </message>
    <message>
      <source>Clear the keys of %1</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Borrar las teclas de %1</translation>
    </message>
    <message>
      <source>Reset the keys of %1</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Restablecer las teclas de %1</translation>
    </message>
    <message>
      <source>%1 belongs to “%2”.</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>%1 pertenece a «%2».</translation>
    </message>
    <message>
      <source>Language</source>
      <extracomment>settings/language_card.py</extracomment>
      <translation>Idioma</translation>
    </message>
    <message>
      <source>translation German Spanish English numbers dates</source>
      <extracomment>settings/language_card.py</extracomment>
      <translation>traducción alemán español inglés números fechas</translation>
    </message>
    <message>
      <source>Numbers and dates follow it. Messages of the sources and destinations are in English.</source>
      <extracomment>settings/language_card.py</extracomment>
      <translation>Los números y las fechas lo siguen. Los mensajes de los orígenes y destinos están en inglés.</translation>
    </message>
    <message>
      <source>Spoken from the next start on.</source>
      <extracomment>settings/language_card.py</extracomment>
      <translation>Se usa a partir del próximo inicio.</translation>
    </message>
    <message>
      <source>Restart now</source>
      <extracomment>settings/language_card.py, settings/look_card.py</extracomment>
      <translation>Reiniciar ahora</translation>
    </message>
    <message>
      <source>As the system</source>
      <extracomment>settings/language_card.py, settings/look_card.py</extracomment>
      <translation>Como el sistema</translation>
    </message>
    <message>
      <source>Look</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Aspecto</translation>
    </message>
    <message>
      <source>theme colours appearance night contrast font zoom large accessibility</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>tema colores aspecto noche contraste letra zoom grande accesibilidad</translation>
    </message>
    <message>
      <source>Light</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Claro</translation>
    </message>
    <message>
      <source>Dark</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Oscuro</translation>
    </message>
    <message>
      <source>High contrast, light</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Contraste alto, claro</translation>
    </message>
    <message>
      <source>High contrast, dark</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Contraste alto, oscuro</translation>
    </message>
    <message>
      <source>Text size</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Tamaño del texto</translation>
    </message>
    <message>
      <source>Changes with the next start.</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Cambia con el próximo inicio.</translation>
    </message>
    <message>
      <source>Theme</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Tema</translation>
    </message>
    <message>
      <source>Network and power</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Red y energía</translation>
    </message>
    <message>
      <source>offline metered battery saver mobile hotspot wait</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>sin conexión uso medido batería ahorro móvil punto de acceso esperar</translation>
    </message>
    <message>
      <source>On a metered network, scheduled runs wait</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>En una red de uso medido, las ejecuciones programadas esperan</translation>
    </message>
    <message>
      <source>Below %1 % of battery, or while the computer saves power, scheduled runs wait</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Con menos del %1 % de batería, o en ahorro de energía, las ejecuciones programadas esperan</translation>
    </message>
    <message>
      <source>Runs that you begin yourself always run. What stays on this computer needs no network and never waits.</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Lo que usted inicia siempre se ejecuta. Lo que queda en este equipo no necesita red y nunca espera.</translation>
    </message>
    <message>
      <source>Now: %1; %2.</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Ahora: %1; %2.</translation>
    </message>
    <message>
      <source>offline</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>sin conexión</translation>
    </message>
    <message>
      <source>on the mains</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>con corriente</translation>
    </message>
    <message>
      <source>online, metered</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>en línea, uso medido</translation>
    </message>
    <message>
      <source>online</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>en línea</translation>
    </message>
    <message>
      <source>on battery, %1 %</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>con batería, %1 %</translation>
    </message>
    <message>
      <source>%1, saving power</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>%1, ahorro de energía</translation>
    </message>
    <message>
      <source>Schedules</source>
      <extracomment>settings/schedules_card.py</extracomment>
      <translation>Programaciones</translation>
    </message>
    <message>
      <source>automatic due pause all hourly daily</source>
      <extracomment>settings/schedules_card.py</extracomment>
      <translation>automático pendiente pausar todas cada hora diario</translation>
    </message>
    <message>
      <source>Run syncs by their schedule while this window is open</source>
      <extracomment>settings/schedules_card.py</extracomment>
      <translation>Ejecutar las sincronizaciones según su programación mientras esta ventana esté abierta</translation>
    </message>
    <message>
      <source>Otherwise syncs of this workspace run only by hand, here or on the command line.</source>
      <extracomment>settings/schedules_card.py</extracomment>
      <translation>Si no, las sincronizaciones de este espacio solo se ejecutan a mano, aquí o en la línea de comandos.</translation>
    </message>
    <message>
      <source>Find a setting</source>
      <extracomment>settings/settings_page.py</extracomment>
      <translation>Buscar un ajuste</translation>
    </message>
    <message>
      <source>No setting says “%1”.</source>
      <extracomment>settings/settings_page.py</extracomment>
      <translation>Ningún ajuste dice «%1».</translation>
    </message>
    <message>
      <source>In step</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Al día</translation>
    </message>
    <message>
      <source>The file changed</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>El archivo cambió</translation>
    </message>
    <message>
      <source>Changed here</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Cambiado aquí</translation>
    </message>
    <message>
      <source>Both changed</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Ambos cambiaron</translation>
    </message>
    <message>
      <source>Cannot be read</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>No se puede leer</translation>
    </message>
    <message>
      <source>Linked document</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Documento vinculado</translation>
    </message>
    <message>
      <source>team share git yaml file export import conflict merge</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>equipo compartir git yaml archivo exportar importar conflicto combinar</translation>
    </message>
    <message>
      <source>Keep sources, segments, destinations and syncs in a file that a team shares, as in a Git folder. Credentials are never in it. You review what changed there before it is taken in, and nothing is written over unseen.</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Mantenga orígenes, segmentos, destinos y sincronizaciones en un archivo que comparte un equipo, por ejemplo en una carpeta de Git. Nunca contiene credenciales. Usted revisa lo que cambió allí antes de incorporarlo, y nada se sobrescribe sin verlo.</translation>
    </message>
    <message>
      <source>Link a new file…</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Vincular un archivo nuevo…</translation>
    </message>
    <message>
      <source>Link a file that is there…</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Vincular un archivo existente…</translation>
    </message>
    <message>
      <source>Write to the file</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Escribir en el archivo</translation>
    </message>
    <message>
      <source>Unlink</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Desvincular</translation>
    </message>
    <message>
      <source>Link a new document</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Vincular un documento nuevo</translation>
    </message>
    <message>
      <source>Link a document</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Vincular un documento</translation>
    </message>
    <message>
      <source>Review the linked document</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Revisar el documento vinculado</translation>
    </message>
    <message>
      <source>No document is linked.</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>No hay ningún documento vinculado.</translation>
    </message>
    <message>
      <source>Tray</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Bandeja</translation>
    </message>
    <message>
      <source>icon background close notification area</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>icono segundo plano cerrar área de notificación</translation>
    </message>
    <message>
      <source>Stay in the tray when the window is closed, and run what is due</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Quedarse en la bandeja al cerrar la ventana y ejecutar lo pendiente</translation>
    </message>
    <message>
      <source>Off at first. The icon shows how runs stand; its menu opens the window, pauses schedules and quits.</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Desactivado al principio. El icono muestra cómo van las ejecuciones; su menú abre la ventana, pausa las programaciones y sale.</translation>
    </message>
    <message>
      <source>This desktop has no tray, so closing the window ends the program.</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Este escritorio no tiene bandeja; al cerrar la ventana termina el programa.</translation>
    </message>
    <message>
      <source>Updates</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Actualizaciones</translation>
    </message>
    <message>
      <source>version new release upgrade</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>versión nueva publicación actualizar</translation>
    </message>
    <message>
      <source>Ask once a day whether there is a newer version</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Preguntar una vez al día si hay una versión más nueva</translation>
    </message>
    <message>
      <source>Where releases are announced. The project has none yet; your organisation may have one.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Donde se anuncian las publicaciones. El proyecto aún no tiene ninguna; quizá su organización sí.</translation>
    </message>
    <message>
      <source>Off at first. The request says nothing about you or this computer, and nothing is installed by itself.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Desactivado al principio. La petición no dice nada de usted ni de este equipo, y nada se instala por sí solo.</translation>
    </message>
    <message>
      <source>Address</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Dirección</translation>
    </message>
    <message>
      <source>Check now</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Comprobar ahora</translation>
    </message>
    <message>
      <source>What is new</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Novedades</translation>
    </message>
    <message>
      <source>Asking…</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Preguntando…</translation>
    </message>
    <message>
      <source>This is version %1.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Esta es la versión %1.</translation>
    </message>
    <message>
      <source>There is no address to ask.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>No hay ninguna dirección a la que preguntar.</translation>
    </message>
    <message>
      <source>This is the newest version.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Esta es la versión más nueva.</translation>
    </message>
    <message>
      <source>It is kept up to date by the system it came with (%1).</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>La mantiene al día el sistema con el que vino (%1).</translation>
    </message>
    <message>
      <source>Version %1 is there.</source>
      <extracomment>settings/updates_card.py, support/updates.py</extracomment>
      <translation>La versión %1 está disponible.</translation>
    </message>
    <message>
      <source>folder file place move copy</source>
      <extracomment>settings/workspace_card.py</extracomment>
      <translation>carpeta archivo lugar mover copiar</translation>
    </message>
    <message>
      <source>Everything but credentials is in this folder. Move or copy it as a whole.</source>
      <extracomment>settings/workspace_card.py</extracomment>
      <translation>Todo salvo las credenciales está en esta carpeta. Muévala o cópiela entera.</translation>
    </message>
    <message>
      <source>Open the folder</source>
      <extracomment>settings/workspace_card.py, support/log_page.py</extracomment>
      <translation>Abrir la carpeta</translation>
    </message>
    <message>
      <source>Keep it for this session only</source>
      <extracomment>setup_card.py</extracomment>
      <translation>Conservarla solo en esta sesión</translation>
    </message>
    <message>
      <source>Keep it</source>
      <extracomment>setup_card.py</extracomment>
      <translation>Conservar</translation>
    </message>
    <message>
      <source>Remove “%1”?</source>
      <extracomment>setup_card.py</extracomment>
      <translation>¿Quitar «%1»?</translation>
    </message>
    <message>
      <source>An agent runs the schedules of this workspace: %1. This window leaves them to it.</source>
      <extracomment>status_line.py</extracomment>
      <translation>Un agente ejecuta las programaciones de este espacio: %1. Esta ventana se las deja.</translation>
    </message>
    <message>
      <source>Status</source>
      <extracomment>status_line.py</extracomment>
      <translation>Estado</translation>
    </message>
    <message>
      <source>Opening the workspace…</source>
      <extracomment>status_line.py</extracomment>
      <translation>Abriendo el espacio de trabajo…</translation>
    </message>
    <message>
      <source>Ready</source>
      <extracomment>status_line.py</extracomment>
      <translation>Listo</translation>
    </message>
    <message>
      <source>Resume runs</source>
      <extracomment>status_line.py</extracomment>
      <translation>Reanudar ejecuciones</translation>
    </message>
    <message>
      <source>Pause runs</source>
      <extracomment>status_line.py</extracomment>
      <translation>Pausar ejecuciones</translation>
    </message>
    <message>
      <source>Cancel runs</source>
      <extracomment>status_line.py</extracomment>
      <translation>Cancelar ejecuciones</translation>
    </message>
    <message>
      <source>Schedules off</source>
      <extracomment>status_line.py</extracomment>
      <translation>Programaciones desactivadas</translation>
    </message>
    <message>
      <source>Syncs run only by hand. Turn schedules on in Settings.</source>
      <extracomment>status_line.py</extracomment>
      <translation>Las sincronizaciones solo se ejecutan a mano. Active las programaciones en Ajustes.</translation>
    </message>
    <message>
      <source>%1 paused</source>
      <extracomment>status_line.py, syncs/quick_sync_menu.py</extracomment>
      <translation>%1 en pausa</translation>
    </message>
    <message>
      <source>A run is due</source>
      <extracomment>status_line.py</extracomment>
      <translation>Hay una ejecución pendiente</translation>
    </message>
    <message>
      <source>%1 running · %2 queued</source>
      <extracomment>status_line.py</extracomment>
      <translation>%1 en curso · %2 en espera</translation>
    </message>
    <message>
      <source>An agent works here</source>
      <extracomment>status_line.py</extracomment>
      <translation>Aquí trabaja un agente</translation>
    </message>
    <message>
      <source>Next run %1</source>
      <extracomment>status_line.py</extracomment>
      <translation>Próxima ejecución %1</translation>
    </message>
    <message>
      <source>This is a defect of the program. What you saved is safe, and runs go on. The report below holds no data of yours; it helps whoever mends it.</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Esto es un defecto del programa. Lo guardado está a salvo y las ejecuciones continúan. El informe de abajo no contiene datos suyos; ayuda a quien lo repare.</translation>
    </message>
    <message>
      <source>The program ended by itself the last time</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>El programa se cerró por sí solo la última vez</translation>
    </message>
    <message>
      <source>Report</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Informe</translation>
    </message>
    <message>
      <source>A crash ended it. What you had saved is safe, drafts are as you left them, and a run that was under way is told among the runs. The report below holds no data of yours; it helps whoever mends this.</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Un fallo lo cerró. Lo que había guardado está a salvo, los borradores están como los dejó y una ejecución en marcha figura entre las ejecuciones. El informe de abajo no contiene datos suyos; ayuda a quien lo repare.</translation>
    </message>
    <message>
      <source>Copy report</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Copiar informe</translation>
    </message>
    <message>
      <source>Go on</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Continuar</translation>
    </message>
    <message>
      <source>Open the log</source>
      <extracomment>support/crash_dialog.py, support/health_page.py</extracomment>
      <translation>Abrir el registro de actividad</translation>
    </message>
    <message>
      <source>Note</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Nota</translation>
    </message>
    <message>
      <source>Look at this</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Revisar</translation>
    </message>
    <message>
      <source>Wrong</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Incorrecto</translation>
    </message>
    <message>
      <source>Everything is in order.</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Todo está en orden.</translation>
    </message>
    <message>
      <source>Check again</source>
      <extracomment>support/health_page.py, welcome/send_step.py</extracomment>
      <translation>Comprobar de nuevo</translation>
    </message>
    <message>
      <source>Check network and clock</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Comprobar red y reloj</translation>
    </message>
    <message>
      <source>Something is wrong: begin with what is marked so. Nothing was changed by this check.</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Algo va mal: empiece por lo marcado así. Esta comprobación no cambió nada.</translation>
    </message>
    <message>
      <source>Findings copied</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Resultados copiados</translation>
    </message>
    <message>
      <source>Copy the findings</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Copiar los resultados</translation>
    </message>
    <message>
      <source>Checking…</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Comprobando…</translation>
    </message>
    <message>
      <source>The program works. Some things are worth a look: %1.</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>El programa funciona. Conviene mirar algunas cosas: %1.</translation>
    </message>
    <message>
      <source>Asks %1 for the time, and tells it nothing</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Pregunta la hora a %1 y no le dice nada</translation>
    </message>
    <message>
      <source>Detail</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Detalle</translation>
    </message>
    <message>
      <source>Information</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Información</translation>
    </message>
    <message>
      <source>Warning</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Advertencia</translation>
    </message>
    <message>
      <source>Error</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Error</translation>
    </message>
    <message>
      <source>Defect</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Defecto</translation>
    </message>
    <message>
      <source>Follow</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Seguir</translation>
    </message>
    <message>
      <source>What the program does is written here: runs, warnings and defects, without personal data.</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Aquí se escribe lo que hace el programa: ejecuciones, advertencias y defectos, sin datos personales.</translation>
    </message>
    <message>
      <source>Search for something else, or choose another level or run.</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Busque otra cosa, o elija otro nivel u otra ejecución.</translation>
    </message>
    <message>
      <source>Level</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Nivel</translation>
    </message>
    <message>
      <source>Part of the program</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Parte del programa</translation>
    </message>
    <message>
      <source>Search the log</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Buscar en el registro de actividad</translation>
    </message>
    <message>
      <source>Least level</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Nivel mínimo</translation>
    </message>
    <message>
      <source>Run</source>
      <extracomment>support/log_page.py, syncs/mapping_rules.py</extracomment>
      <translation>Ejecución</translation>
    </message>
    <message>
      <source>Show new lines as they are written</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Mostrar las líneas nuevas a medida que se escriben</translation>
    </message>
    <message>
      <source>The whole line</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>La línea completa</translation>
    </message>
    <message>
      <source>%1, older ones come as you scroll</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>%1, las más antiguas llegan al desplazarse</translation>
    </message>
    <message>
      <source>Lines of the log</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Líneas del registro de actividad</translation>
    </message>
    <message>
      <source>Every level</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Todos los niveles</translation>
    </message>
    <message>
      <source>Warnings and worse</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Advertencias y peores</translation>
    </message>
    <message>
      <source>Errors</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Errores</translation>
    </message>
    <message>
      <source>Copy the chosen lines</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Copiar las líneas elegidas</translation>
    </message>
    <message>
      <source>The log is empty</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>El registro de actividad está vacío</translation>
    </message>
    <message>
      <source>No line is like that</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Ninguna línea es así</translation>
    </message>
    <message>
      <source>Every run</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Todas las ejecuciones</translation>
    </message>
    <message>
      <source>%1 copied</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>%1 copiadas</translation>
    </message>
    <message>
      <source>Run %1</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Ejecución %1</translation>
    </message>
    <message>
      <source>Look…</source>
      <extracomment>support/updates.py</extracomment>
      <translation>Ver…</translation>
    </message>
    <message>
      <source>failed runs</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>ejecuciones fallidas</translation>
    </message>
    <message>
      <source>failed records</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>registros fallidos</translation>
    </message>
    <message>
      <source>full syncs</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>sincronizaciones completas</translation>
    </message>
    <message>
      <source>long runs</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>ejecuciones largas</translation>
    </message>
    <message>
      <source>unusual counts</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>cifras inusuales</translation>
    </message>
    <message>
      <source>Rejected or invalid records are more than</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Los registros rechazados o no válidos son más de</translation>
    </message>
    <message>
      <source>The run takes longer than</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>La ejecución dura más de</translation>
    </message>
    <message>
      <source>minutes</source>
      <extracomment>syncs/alerts_step.py, syncs/safety_step.py, syncs/schedule_step.py</extracomment>
      <translation>minutos</translation>
    </message>
    <message>
      <source>The number of records is off by more than</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>El número de registros se desvía más de un</translation>
    </message>
    <message>
      <source>% of the last 5 runs' mean</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>% de la media de las últimas 5 ejecuciones</translation>
    </message>
    <message>
      <source>nothing is told</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>no se avisa de nada</translation>
    </message>
    <message>
      <source>What is told of the runs, once until it is in order again unless you say otherwise.</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>De qué se avisa de las ejecuciones: una vez hasta que vuelva a estar en orden, si no dice otra cosa.</translation>
    </message>
    <message>
      <source>Tell the recovery</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Avisar de la recuperación</translation>
    </message>
    <message>
      <source>Told by</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Se avisa por</translation>
    </message>
    <message>
      <source>Tell when it is in order again</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Avisar cuando vuelva a estar en orden</translation>
    </message>
    <message>
      <source>Channels are set up in Settings.</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Los canales se configuran en Ajustes.</translation>
    </message>
    <message>
      <source>Threshold: %1</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Umbral: %1</translation>
    </message>
    <message>
      <source>% of records</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>% de los registros</translation>
    </message>
    <message>
      <source>Unit: %1</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Unidad: %1</translation>
    </message>
    <message>
      <source>How often: %1</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Con qué frecuencia: %1</translation>
    </message>
    <message>
      <source>once</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>una vez</translation>
    </message>
    <message>
      <source>every time</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>cada vez</translation>
    </message>
    <message>
      <source>All channels</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Todos los canales</translation>
    </message>
    <message>
      <source>Set elsewhere: %1.</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Definido en otro lugar: %1.</translation>
    </message>
    <message>
      <source>Take the new name</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Adoptar el nombre nuevo</translation>
    </message>
    <message>
      <source>member</source>
      <extracomment>syncs/audience_notice.py, syncs/audience_row.py</extracomment>
      <translation>miembro</translation>
    </message>
    <message>
      <source>members</source>
      <extracomment>syncs/audience_notice.py, syncs/audience_row.py</extracomment>
      <translation>miembros</translation>
    </message>
    <message>
      <source>member is</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>miembro se enviará</translation>
    </message>
    <message>
      <source>members are</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>miembros se enviarán</translation>
    </message>
    <message>
      <source>Asking about the audience …</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Consultando la audiencia …</translation>
    </message>
    <message>
      <source>The audience is as it should be.</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>La audiencia está como debe.</translation>
    </message>
    <message>
      <source>member of this sync is gone</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>miembro de esta sincronización ya no está</translation>
    </message>
    <message>
      <source>members of this sync are gone</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>miembros de esta sincronización ya no están</translation>
    </message>
    <message>
      <source>Send them again</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Enviarlos de nuevo</translation>
    </message>
    <message>
      <source>%1 of this sync</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>%1 de esta sincronización</translation>
    </message>
    <message>
      <source>%1 sent again by the next run.</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>%1 de nuevo en la próxima ejecución.</translation>
    </message>
    <message>
      <source>The audience is called “%1” here too.</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>La audiencia se llama ahora «%1» también aquí.</translation>
    </message>
    <message>
      <source>%1 added by others</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>%1 añadidos por otros</translation>
    </message>
    <message>
      <source>“%1” has %2 there.</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>«%1» tiene allí %2.</translation>
    </message>
    <message>
      <source>Named by %1</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Con el nombre de %1</translation>
    </message>
    <message>
      <source>Each record goes to the %1 that its “%2” names; each is found or made under that name.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Cada registro va allí (%1) donde indica su «%2»; se busca o se crea con ese nombre.</translation>
    </message>
    <message>
      <source>An existing %1 with %2. Who is in it stays; only records of this sync ever leave.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Ya existente (%1), con %2. Quien está dentro permanece; solo salen registros de esta sincronización.</translation>
    </message>
    <message>
      <source>Audience name</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Nombre de la audiencia</translation>
    </message>
    <message>
      <source>Make a new one instead</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Crear una nueva en su lugar</translation>
    </message>
    <message>
      <source>Audiences named by</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Audiencias con el nombre de</translation>
    </message>
    <message>
      <source>Asking for what there is …</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Consultando lo que hay …</translation>
    </message>
    <message>
      <source>Look for “%1” among all that there are</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Buscar «%1» entre todo lo que hay</translation>
    </message>
    <message>
      <source>Audiences</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Audiencias</translation>
    </message>
    <message>
      <source>Choose an existing audience</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Elegir una audiencia existente</translation>
    </message>
    <message>
      <source>Make a new audience instead</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Crear una audiencia nueva en su lugar</translation>
    </message>
    <message>
      <source>Choose an existing %1</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Elegir existente: %1</translation>
    </message>
    <message>
      <source>The %1 is found or made under this name.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Se busca o se crea con este nombre: %1.</translation>
    </message>
    <message>
      <source>An existing %1.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Ya existente: %1.</translation>
    </message>
    <message>
      <source>filled by %1</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>la rellena %1</translation>
    </message>
    <message>
      <source>There is no %1 of that name.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>No hay nada con ese nombre (%1).</translation>
    </message>
    <message>
      <source>One %1</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Una sola: %1</translation>
    </message>
    <message>
      <source>“%1” cannot be filled: %2</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>«%1» no se puede rellenar: %2</translation>
    </message>
    <message>
      <source>It changes what people agreed to. Who did not agree must not be written to: confirm only what is right.</source>
      <extracomment>syncs/consent_lines.py</extracomment>
      <translation>Esto cambia lo que las personas han aceptado. No se debe escribir a quien no aceptó: confirme solo lo correcto.</translation>
    </message>
    <message>
      <source>I confirm: %1</source>
      <extracomment>syncs/consent_lines.py</extracomment>
      <translation>Confirmo: %1</translation>
    </message>
    <message>
      <source>Keep editing</source>
      <extracomment>syncs/consequences_panel.py</extracomment>
      <translation>Seguir editando</translation>
    </message>
    <message>
      <source>Save and accept this</source>
      <extracomment>syncs/consequences_panel.py</extracomment>
      <translation>Guardar y aceptarlo</translation>
    </message>
    <message>
      <source>Saving this has consequences</source>
      <extracomment>syncs/consequences_panel.py</extracomment>
      <translation>Guardar esto tiene consecuencias</translation>
    </message>
    <message>
      <source>Save draft</source>
      <extracomment>syncs/editor_frame.py</extracomment>
      <translation>Guardar borrador</translation>
    </message>
    <message>
      <source>Create and run</source>
      <extracomment>syncs/editor_frame.py, syncs/sync_editor.py</extracomment>
      <translation>Crear y ejecutar</translation>
    </message>
    <message>
      <source>Create sync</source>
      <extracomment>syncs/editor_frame.py, syncs/sync_editor.py</extracomment>
      <translation>Crear sincronización</translation>
    </message>
    <message>
      <source>Change options</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar opciones</translation>
    </message>
    <message>
      <source>Change source</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar origen</translation>
    </message>
    <message>
      <source>Change destination</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar destino</translation>
    </message>
    <message>
      <source>Change object</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar objeto</translation>
    </message>
    <message>
      <source>Change operation</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar operación</translation>
    </message>
    <message>
      <source>Change sync key</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar clave de sincronización</translation>
    </message>
    <message>
      <source>Change fields</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar campos</translation>
    </message>
    <message>
      <source>Change schedule</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar programación</translation>
    </message>
    <message>
      <source>Change alerts</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Cambiar alertas</translation>
    </message>
    <message>
      <source>History of a sync</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Historial de una sincronización</translation>
    </message>
    <message>
      <source>Each edit of the sync appears here with what it changed, newest first.</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Cada edición de la sincronización aparece aquí con lo que cambió, la más reciente primero.</translation>
    </message>
    <message>
      <source>Restoring this has consequences</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Restaurar esto tiene consecuencias</translation>
    </message>
    <message>
      <source>Leave it</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Dejarlo</translation>
    </message>
    <message>
      <source>Restore and accept this</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Restaurar y aceptarlo</translation>
    </message>
    <message>
      <source>Name and status stay as they are; what it causes is said first; Undo brings the present version back</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Nombre y estado no cambian; antes se dice qué causa; Deshacer recupera la versión actual</translation>
    </message>
    <message>
      <source>Changes of the sync</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Cambios de la sincronización</translation>
    </message>
    <message>
      <source>History</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Historial</translation>
    </message>
    <message>
      <source>Choose the field</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Elija el campo</translation>
    </message>
    <message>
      <source>The destination fills this field itself</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>El destino rellena este campo por sí mismo</translation>
    </message>
    <message>
      <source>Write the template</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Escriba la plantilla</translation>
    </message>
    <message>
      <source>The segment is gone, or is one of another data set</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>El segmento ya no existe o es de otro conjunto de datos</translation>
    </message>
    <message>
      <source>Required: choose its value</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Obligatorio: elija su valor</translation>
    </message>
    <message>
      <source>Source column</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Columna del origen</translation>
    </message>
    <message>
      <source>No column is called so. Relations from many to one lead here; data sets declare them.</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Ninguna columna se llama así. Las relaciones de muchos a uno llevan aquí; los conjuntos de datos las declaran.</translation>
    </message>
    <message>
      <source>The sync key fills this field</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>La clave de sincronización rellena este campo</translation>
    </message>
    <message>
      <source>Mapped more than once</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Asignado más de una vez</translation>
    </message>
    <message>
      <source>%1 has no such field</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>%1 no tiene ese campo</translation>
    </message>
    <message>
      <source>“%1” cannot be reached any more</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>«%1» ya no se puede alcanzar</translation>
    </message>
    <message>
      <source>Use “%1” as a new field</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Usar «%1» como campo nuevo</translation>
    </message>
    <message>
      <source>Related column</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Columna relacionada</translation>
    </message>
    <message>
      <source>Fact of the run</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Dato de la ejecución</translation>
    </message>
    <message>
      <source>Types differ (%1); values may be refused</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Los tipos difieren (%1); los valores pueden rechazarse</translation>
    </message>
    <message>
      <source>true for its members, false for the others</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>verdadero para sus miembros, falso para los demás</translation>
    </message>
    <message>
      <source>required</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>obligatorio</translation>
    </message>
    <message>
      <source>As it is</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Tal cual</translation>
    </message>
    <message>
      <source>Hashed by the destination's rule: %1. Values are made uniform and hashed before they leave this computer.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Con hash según la regla del destino: %1. Los valores se unifican y se resumen antes de salir de este equipo.</translation>
    </message>
    <message>
      <source>Type of the constant</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Tipo de la constante</translation>
    </message>
    <message>
      <source>Constant value</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Valor constante</translation>
    </message>
    <message>
      <source>Constant value: true or false</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Valor constante: verdadero o falso</translation>
    </message>
    <message>
      <source>Empties the field of every record.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Vacía el campo de todos los registros.</translation>
    </message>
    <message>
      <source>Sent as it stands, also when it looks like a number.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Se envía tal cual, aunque parezca un número.</translation>
    </message>
    <message>
      <source>Make uniform</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Unificar</translation>
    </message>
    <message>
      <source>Country of phone numbers</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>País de los teléfonos</translation>
    </message>
    <message>
      <source>Hash</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Hash</translation>
    </message>
    <message>
      <source>The column holds digests already</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>La columna ya contiene resúmenes</translation>
    </message>
    <message>
      <source>Send as</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Enviar como</translation>
    </message>
    <message>
      <source>Leave the field out when empty</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Omitir el campo si está vacío</translation>
    </message>
    <message>
      <source>Only if empty there</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Solo si está vacío allí</translation>
    </message>
    <message>
      <source>What somebody filled in there is never overwritten.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Lo que alguien rellenó allí nunca se sobrescribe.</translation>
    </message>
    <message>
      <source>As the destination wants it (%1)</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Como lo quiere el destino (%1)</translation>
    </message>
    <message>
      <source>Not hashed</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Sin hash</translation>
    </message>
    <message>
      <source>Holds digests already</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Ya contiene resúmenes</translation>
    </message>
    <message>
      <source>That is no number.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Eso no es un número.</translation>
    </message>
    <message>
      <source>Else an empty value empties the field there.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Si no, un valor vacío vacía el campo allí.</translation>
    </message>
    <message>
      <source>Two letters, as in DE or US.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Dos letras, como ES o US.</translation>
    </message>
    <message>
      <source>Numbers written without + are invalid until a country is named.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Los números escritos sin + no son válidos hasta que se indique un país.</translation>
    </message>
    <message>
      <source>Constant for %1</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Constante para %1</translation>
    </message>
    <message>
      <source>Text</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Texto</translation>
    </message>
    <message>
      <source>True or false</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Verdadero o falso</translation>
    </message>
    <message>
      <source>Options of %1</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Opciones de %1</translation>
    </message>
    <message>
      <source>As the field wants it (%1)</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Como lo quiere el campo (%1)</translation>
    </message>
    <message>
      <source>Numbers written without + are read as numbers of %1.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Los números escritos sin + se leen como números de %1.</translation>
    </message>
    <message>
      <source>Time of the run</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Hora de la ejecución</translation>
    </message>
    <message>
      <source>Id of the run</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Identificador de la ejecución</translation>
    </message>
    <message>
      <source>Name of the sync</source>
      <extracomment>syncs/mapping_rules.py, syncs/sync_review.py</extracomment>
      <translation>Nombre de la sincronización</translation>
    </message>
    <message>
      <source>as they are</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>tal cual</translation>
    </message>
    <message>
      <source>lower case</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>minúsculas</translation>
    </message>
    <message>
      <source>UPPER CASE</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>MAYÚSCULAS</translation>
    </message>
    <message>
      <source>Start Case</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Iniciales En Mayúscula</translation>
    </message>
    <message>
      <source>The value of a column of the source</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>El valor de una columna del origen</translation>
    </message>
    <message>
      <source>Constant</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Constante</translation>
    </message>
    <message>
      <source>The same value for every record</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>El mismo valor para todos los registros</translation>
    </message>
    <message>
      <source>Template</source>
      <extracomment>syncs/mapping_rules.py, syncs/quick_sync_menu.py, syncs/template_panel.py</extracomment>
      <translation>Plantilla</translation>
    </message>
    <message>
      <source>Text put together with Liquid from the record's columns</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Texto compuesto con Liquid a partir de las columnas del registro</translation>
    </message>
    <message>
      <source>A fact of the run: its id, its time, the sync's name</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Un dato de la ejecución: su identificador, su hora, el nombre de la sincronización</translation>
    </message>
    <message>
      <source>True for members of a segment, false for the others</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Verdadero para los miembros de un segmento, falso para los demás</translation>
    </message>
    <message>
      <source>Related</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Relacionado</translation>
    </message>
    <message>
      <source>A column of a data set that each record has one row of</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Una columna de un conjunto de datos del que cada registro tiene una fila</translation>
    </message>
    <message>
      <source>left out when empty</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>omitido si está vacío</translation>
    </message>
    <message>
      <source>only if empty there</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>solo si está vacío allí</translation>
    </message>
    <message>
      <source>in “%1”</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>en «%1»</translation>
    </message>
    <message>
      <source>already hashed</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>ya con hash</translation>
    </message>
    <message>
      <source>hashed by the destination</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>con hash del destino</translation>
    </message>
    <message>
      <source>Field mappings</source>
      <extracomment>syncs/mapping_step.py, syncs/sync_setup.py</extracomment>
      <translation>Asignaciones de campos</translation>
    </message>
    <message>
      <source>Only the sync key is sent. Add the fields that the destination shall have.</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Solo se envía la clave de sincronización. Añada los campos que deba tener el destino.</translation>
    </message>
    <message>
      <source>A sync that deletes sends the sync key alone; mappings are not used.</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Una sincronización que elimina envía solo la clave; las asignaciones no se usan.</translation>
    </message>
    <message>
      <source>Match by name</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Asignar por nombre</translation>
    </message>
    <message>
      <source>Map every column that has a field of its name, besides those mapped now</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Asignar cada columna que tenga un campo con su nombre, además de las ya asignadas</translation>
    </message>
    <message>
      <source>Add a mapping. Fields can also be pasted, one per line: field, or field and column</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Añadir una asignación. También se pueden pegar campos, uno por línea: campo, o campo y columna</translation>
    </message>
    <message>
      <source>Remove all</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Quitar todo</translation>
    </message>
    <message>
      <source>Enter edits · Alt ↑ ↓ moves · Ctrl D doubles · Del removes</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Intro edita · Alt ↑ ↓ mueve · Ctrl D duplica · Supr quita</translation>
    </message>
    <message>
      <source>Field there</source>
      <extracomment>syncs/mapping_step.py, syncs/mapping_table.py, syncs/sync_steps.py</extracomment>
      <translation>Campo allí</translation>
    </message>
    <message>
      <source>Where the value comes from</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>De dónde viene el valor</translation>
    </message>
    <message>
      <source>Field to add</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Campo que añadir</translation>
    </message>
    <message>
      <source>field</source>
      <extracomment>syncs/mapping_step.py, syncs/quick_sync_menu.py, syncs/sync_card.py, syncs/sync_review.py, syncs/sync_steps.py</extracomment>
      <translation>campo</translation>
    </message>
    <message>
      <source>fields</source>
      <extracomment>syncs/mapping_step.py, syncs/quick_sync_menu.py, syncs/sync_card.py, syncs/sync_review.py</extracomment>
      <translation>campos</translation>
    </message>
    <message>
      <source>Add a mapping</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Añadir una asignación</translation>
    </message>
    <message>
      <source>Remove all mappings</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Quitar todas las asignaciones</translation>
    </message>
    <message>
      <source>Every field of the object is mapped.</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Todos los campos del objeto están asignados.</translation>
    </message>
    <message>
      <source>mapping</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>asignación</translation>
    </message>
    <message>
      <source>mappings</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>asignaciones</translation>
    </message>
    <message>
      <source>Nothing to paste: no new field in the clipboard</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Nada que pegar: no hay campos nuevos en el portapapeles</translation>
    </message>
    <message>
      <source>Required and not mapped yet:</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Obligatorios y aún sin asignar:</translation>
    </message>
    <message>
      <source>Add this field</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Añadir este campo</translation>
    </message>
    <message>
      <source>%1 removed</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>%1 quitadas</translation>
    </message>
    <message>
      <source>%1 pasted</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>%1 pegadas</translation>
    </message>
    <message>
      <source>Types differ, values may be refused: %1</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Los tipos difieren, los valores pueden rechazarse: %1</translation>
    </message>
    <message>
      <source>Map the required field %1</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Asignar el campo obligatorio %1</translation>
    </message>
    <message>
      <source>Options</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>Opciones</translation>
    </message>
    <message>
      <source>no field yet</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>aún sin campo</translation>
    </message>
    <message>
      <source>options</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>opciones</translation>
    </message>
    <message>
      <source>Remove the mapping</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>Quitar la asignación</translation>
    </message>
    <message>
      <source>Options of this field</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>Opciones de este campo</translation>
    </message>
    <message>
      <source>no options</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>sin opciones</translation>
    </message>
    <message>
      <source>Choose an object first.</source>
      <extracomment>syncs/operation_step.py</extracomment>
      <translation>Elija antes un objeto.</translation>
    </message>
    <message>
      <source>When a record leaves the source</source>
      <extracomment>syncs/operation_step.py</extracomment>
      <translation>Cuando un registro sale del origen</translation>
    </message>
    <message>
      <source>Space: leave out · Enter: everything about this record</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Espacio: omitir · Intro: todo sobre este registro</translation>
    </message>
    <message>
      <source>Send anyway</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Enviar de todos modos</translation>
    </message>
    <message>
      <source>the destination</source>
      <extracomment>syncs/plan_panel.py, syncs/sync_setup.py</extracomment>
      <translation>el destino</translation>
    </message>
    <message>
      <source>Find a record or value</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Buscar un registro o valor</translation>
    </message>
    <message>
      <source>Changed in which field</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Cambiado en qué campo</translation>
    </message>
    <message>
      <source>Of which audience</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>De qué audiencia</translation>
    </message>
    <message>
      <source>of this run</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>de esta ejecución</translation>
    </message>
    <message>
      <source>not there yet</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>aún no está allí</translation>
    </message>
    <message>
      <source>values differ</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>los valores difieren</translation>
    </message>
    <message>
      <source>not sent, kept</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>no enviados, conservados</translation>
    </message>
    <message>
      <source>rejected before</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>rechazados antes</translation>
    </message>
    <message>
      <source>by hand, wait</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>a mano, esperan</translation>
    </message>
    <message>
      <source>This sync uploads everything and swaps: a record that is left out would be gone there.</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Esta sincronización lo sube todo y lo intercambia: un registro omitido desaparecería allí.</translation>
    </message>
    <message>
      <source>%1: send</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>%1: enviar</translation>
    </message>
    <message>
      <source>The destination gets back what it had before this run.</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>El destino recupera lo que tenía antes de esta ejecución.</translation>
    </message>
    <message>
      <source>All changes</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Todos los cambios</translation>
    </message>
    <message>
      <source>Field: any</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Campo: cualquiera</translation>
    </message>
    <message>
      <source>Audience: any</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Audiencia: cualquiera</translation>
    </message>
    <message>
      <source>of %1</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>de %1</translation>
    </message>
    <message>
      <source>shown, more on scrolling</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>mostrados, más al desplazarse</translation>
    </message>
    <message>
      <source>%1 left out</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>%1 omitidos</translation>
    </message>
    <message>
      <source>Changed in: %1</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Cambiado en: %1</translation>
    </message>
    <message>
      <source>Preview</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Vista previa</translation>
    </message>
    <message>
      <source>Record as it would be sent</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Registro tal como se enviaría</translation>
    </message>
    <message>
      <source>Previous record</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Registro anterior</translation>
    </message>
    <message>
      <source>Next record</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Registro siguiente</translation>
    </message>
    <message>
      <source>as it would be sent</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>tal como se enviaría</translation>
    </message>
    <message>
      <source>The source has no record now.</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>El origen no tiene ahora ningún registro.</translation>
    </message>
    <message>
      <source>Invalid, would not be sent: %1.</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>No válido, no se enviaría: %1.</translation>
    </message>
    <message>
      <source>Left out here: %1, %2</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Omitido aquí: %1, %2</translation>
    </message>
    <message>
      <source>%1 of the first %2</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>%1 de los primeros %2</translation>
    </message>
    <message>
      <source>Type to filter</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Escriba para filtrar</translation>
    </message>
    <message>
      <source>Filter destinations</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Filtrar destinos</translation>
    </message>
    <message>
      <source>Run at once</source>
      <extracomment>syncs/quick_sync_menu.py, syncs/sync_review.py</extracomment>
      <translation>Ejecutar enseguida</translation>
    </message>
    <message>
      <source>Active templates</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Plantillas activas</translation>
    </message>
    <message>
      <source>The new sync runs as soon as it is made; otherwise when its schedule says</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>La nueva sincronización se ejecuta en cuanto se crea; si no, cuando diga su programación</translation>
    </message>
    <message>
      <source>becomes a draft: it touches people's consent, which you confirm first</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>pasa a borrador: afecta al consentimiento de personas, que usted confirma antes</translation>
    </message>
    <message>
      <source>New Sync instead</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Nueva sincronización en su lugar</translation>
    </message>
    <message>
      <source>draft</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>borrador</translation>
    </message>
    <message>
      <source>drafts</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>borradores</translation>
    </message>
    <message>
      <source>%1 not offered</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>%1 no se ofrecen</translation>
    </message>
    <message>
      <source>%1 of “%2”</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>%1 de «%2»</translation>
    </message>
    <message>
      <source>Creates %1 “%2”</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Crea %1 «%2»</translation>
    </message>
    <message>
      <source>Copy the newest active sync of %1, one per destination</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Copiar la sincronización activa más reciente de %1, una por destino</translation>
    </message>
    <message>
      <source>Fills %1s named by %2</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Rellena %1 con el nombre de %2</translation>
    </message>
    <message>
      <source>Plans it as usual and holds every record against what %1 takes. No credential is needed.</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>La planifica como siempre y contrasta cada registro con lo que admite %1. No hace falta credencial.</translation>
    </message>
    <message>
      <source>Rehearsal</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Ensayo</translation>
    </message>
    <message>
      <source>Rehearse</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Ensayar</translation>
    </message>
    <message>
      <source>Rehearsing …</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Ensayando …</translation>
    </message>
    <message>
      <source>%1 of %2 were not found in the vendor's documents; they are told with the destination.</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>%1 de %2 no se encontraron en la documentación del proveedor; se indican con el destino.</translation>
    </message>
    <message>
      <source>Cancel the rehearsal</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Cancelar el ensayo</translation>
    </message>
    <message>
      <source>nothing leaves this computer</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>nada sale de este equipo</translation>
    </message>
    <message>
      <source>Finish the steps above first</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Termine antes los pasos de arriba</translation>
    </message>
    <message>
      <source>more reason</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>motivo más</translation>
    </message>
    <message>
      <source>more reasons</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>motivos más</translation>
    </message>
    <message>
      <source>Not checked: %1</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>No comprobado: %1</translation>
    </message>
    <message>
      <source>Reading the source</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Leyendo el origen</translation>
    </message>
    <message>
      <source>Comparing with what was acknowledged</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Comparando con lo confirmado</translation>
    </message>
    <message>
      <source>Writing the plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Escribiendo el plan</translation>
    </message>
    <message>
      <source>Sending</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Enviando</translation>
    </message>
    <message>
      <source>Send changes</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Enviar cambios</translation>
    </message>
    <message>
      <source>Everything is in step</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Todo está al día</translation>
    </message>
    <message>
      <source>No record was added, changed or removed since the last run. Nothing needs to be sent.</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Ningún registro se añadió, cambió o eliminó desde la última ejecución. No hay nada que enviar.</translation>
    </message>
    <message>
      <source>Progress of the plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Progreso del plan</translation>
    </message>
    <message>
      <source>Sending…</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Enviando…</translation>
    </message>
    <message>
      <source>The sync runs already</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>La sincronización ya está en curso</translation>
    </message>
    <message>
      <source>Every change is left out</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Todos los cambios están omitidos</translation>
    </message>
    <message>
      <source>change</source>
      <extracomment>syncs/review_page.py, syncs/reviewed.py, workspaces/import_page.py</extracomment>
      <translation>cambio</translation>
    </message>
    <message>
      <source>changes</source>
      <extracomment>syncs/review_page.py, syncs/reviewed.py, workspaces/import_page.py</extracomment>
      <translation>cambios</translation>
    </message>
    <message>
      <source>Copy the digest of the plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Copiar el resumen del plan</translation>
    </message>
    <message>
      <source>Forget this plan; nothing is sent</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Descartar este plan; no se envía nada</translation>
    </message>
    <message>
      <source>The changes shown below as a CSV file</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Los cambios mostrados abajo como archivo CSV</translation>
    </message>
    <message>
      <source>Back to the syncs</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Volver a las sincronizaciones</translation>
    </message>
    <message>
      <source>Cancel planning</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Cancelar la planificación</translation>
    </message>
    <message>
      <source>Undo a run</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Deshacer una ejecución</translation>
    </message>
    <message>
      <source>Review again</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Revisar de nuevo</translation>
    </message>
    <message>
      <source>Digest copied: the command line sends this plan with run --plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Resumen copiado: la línea de comandos envía este plan con run --plan</translation>
    </message>
    <message>
      <source>Export changes</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Exportar cambios</translation>
    </message>
    <message>
      <source>Plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Plan</translation>
    </message>
    <message>
      <source>nothing sent before</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>nada enviado antes</translation>
    </message>
    <message>
      <source>Undo of run %1</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Deshacer la ejecución %1</translation>
    </message>
    <message>
      <source>ran %1</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>ejecutada %1</translation>
    </message>
    <message>
      <source>source read %1</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>origen leído %1</translation>
    </message>
    <message>
      <source>Sending %1 to %2</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Enviando %1 a %2</translation>
    </message>
    <message>
      <source>compared with what was acknowledged, last run %1</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>comparado con lo confirmado, última ejecución %1</translation>
    </message>
    <message>
      <source>Change</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>Cambio</translation>
    </message>
    <message>
      <source>Will be</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>Será</translation>
    </message>
    <message>
      <source>, rejected before</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>, rechazado antes</translation>
    </message>
    <message>
      <source>%1, left out</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>%1, omitido</translation>
    </message>
    <message>
      <source>%1 (key)</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>%1 (clave)</translation>
    </message>
    <message>
      <source>At %1 now</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>En %1 ahora</translation>
    </message>
    <message>
      <source>sent again, unchanged</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>enviado de nuevo, sin cambios</translation>
    </message>
    <message>
      <source>the key alone</source>
      <extracomment>syncs/review_table.py, syncs/sync_review.py</extracomment>
      <translation>solo la clave</translation>
    </message>
    <message>
      <source>stay there</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>permanecen allí</translation>
    </message>
    <message>
      <source>at the pace of earlier runs</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>al ritmo de ejecuciones anteriores</translation>
    </message>
    <message>
      <source>less than a second</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>menos de un segundo</translation>
    </message>
    <message>
      <source>Everything that is at %2 now is replaced by %1.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Todo lo que hay ahora en %2 se sustituye por %1.</translation>
    </message>
    <message>
      <source>other change</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>otro cambio</translation>
    </message>
    <message>
      <source>other changes</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>otros cambios</translation>
    </message>
    <message>
      <source>batch</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>lote</translation>
    </message>
    <message>
      <source>batches</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>lotes</translation>
    </message>
    <message>
      <source>About</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Unos</translation>
    </message>
    <message>
      <source>All that this sync has at %2 goes: %1.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Todo lo que esta sincronización tiene en %2 desaparece: %1.</translation>
    </message>
    <message>
      <source>Type the number to go on.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Escriba el número para continuar.</translation>
    </message>
    <message>
      <source>Send anyway: remove %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Enviar de todos modos: eliminar %1</translation>
    </message>
    <message>
      <source>%1 of up to %2 records.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 de hasta %2 registros.</translation>
    </message>
    <message>
      <source>at the limits of %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>en los límites de %1</translation>
    </message>
    <message>
      <source>%1 are emptied at %2.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 se vacían en %2.</translation>
    </message>
    <message>
      <source>%1 are removed at %2.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 se eliminan en %2.</translation>
    </message>
    <message>
      <source>Undo %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Deshacer %1</translation>
    </message>
    <message>
      <source>Send anyway: %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Enviar de todos modos: %1</translation>
    </message>
    <message>
      <source>Send %1 to production</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Enviar %1 a producción</translation>
    </message>
    <message>
      <source>Send %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Enviar %1</translation>
    </message>
    <message>
      <source>Shares count from %1 records on. The usual is the most that one of the last ten runs sent.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Las partes cuentan a partir de %1 registros. Lo habitual es lo máximo que envió una de las diez últimas ejecuciones.</translation>
    </message>
    <message>
      <source>never holds</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>nunca retiene</translation>
    </message>
    <message>
      <source>A run that passes one of these waits for you, with everything it would do, and sends nothing.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Una ejecución que supere uno de estos límites le espera, con todo lo que haría, y no envía nada.</translation>
    </message>
    <message>
      <source>Hold when more than</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Retener cuando más de</translation>
    </message>
    <message>
      <source>% would be removed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>% se eliminarían</translation>
    </message>
    <message>
      <source>Percent removed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Porcentaje eliminado</translation>
    </message>
    <message>
      <source>% would be changed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>% se modificarían</translation>
    </message>
    <message>
      <source>Percent changed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Porcentaje modificado</translation>
    </message>
    <message>
      <source>times the usual would be sent</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>veces lo habitual se enviarían</translation>
    </message>
    <message>
      <source>Times the usual</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Veces lo habitual</translation>
    </message>
    <message>
      <source>audiences would be made</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>audiencias se crearían</translation>
    </message>
    <message>
      <source>Audiences made</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Audiencias creadas</translation>
    </message>
    <message>
      <source>End a run after</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Terminar una ejecución tras</translation>
    </message>
    <message>
      <source>Minutes of a run</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Minutos de una ejecución</translation>
    </message>
    <message>
      <source>Records of a run</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Registros de una ejecución</translation>
    </message>
    <message>
      <source>End a run by time</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Terminar por tiempo</translation>
    </message>
    <message>
      <source>End a run by records</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Terminar por registros</translation>
    </message>
    <message>
      <source>consent confirmed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>consentimiento confirmado</translation>
    </message>
    <message>
      <source>What is left then is sent by the next run; what was acknowledged is kept.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Lo que quede entonces lo envía la próxima ejecución; lo confirmado se conserva.</translation>
    </message>
    <message>
      <source>Unless you say otherwise: removals over 25 %, nothing else. An empty source always holds.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Si no dice otra cosa: eliminaciones de más del 25 %, nada más. Un origen vacío siempre retiene.</translation>
    </message>
    <message>
      <source>over %1 × the usual</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>más de %1 × lo habitual</translation>
    </message>
    <message>
      <source>over %1 new audiences</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>más de %1 audiencias nuevas</translation>
    </message>
    <message>
      <source> at most</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation> como máximo</translation>
    </message>
    <message>
      <source>Hold by what is %1</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Retener por lo que es %1</translation>
    </message>
    <message>
      <source>Set elsewhere: hold when more than %1 records are touched.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Definido en otro lugar: retener cuando se toquen más de %1 registros.</translation>
    </message>
    <message>
      <source>holds over %1 removed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>retiene si más de %1 eliminados</translation>
    </message>
    <message>
      <source>over %1 changed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>más de %1 modificados</translation>
    </message>
    <message>
      <source>hours</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>horas</translation>
    </message>
    <message>
      <source>The database is asked that often, cheaply. One that does not tell of changes is found out by running, </source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>La base de datos se consulta con esa frecuencia, a bajo coste. Si no avisa de los cambios, se averigua ejecutando, </translation>
    </message>
    <message>
      <source>Interval</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Intervalo</translation>
    </message>
    <message>
      <source>Unit of the interval</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Unidad del intervalo</translation>
    </message>
    <message>
      <source>Time of day</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Hora del día</translation>
    </message>
    <message>
      <source>Cron expression</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Expresión cron</translation>
    </message>
    <message>
      <source>Time zone</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Zona horaria</translation>
    </message>
    <message>
      <source>Day of the week</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Día de la semana</translation>
    </message>
    <message>
      <source>Sync that it runs after</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Sincronización tras la que se ejecuta</translation>
    </message>
    <message>
      <source>Column that grows with every change</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Columna que crece con cada cambio</translation>
    </message>
    <message>
      <source>found out by the engine</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>la averigua el motor</translation>
    </message>
    <message>
      <source>such as updated_at: then count and maximum are asked. Empty: what the database counts by itself.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>como updated_at: entonces se consultan recuento y máximo. Vacío: lo que la base de datos cuenta por sí misma.</translation>
    </message>
    <message>
      <source>minute  hour  day  month  weekday</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>minuto  hora  día  mes  día de la semana</translation>
    </message>
    <message>
      <source>Next in %2: %1
Your time: %3</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Próxima en %2: %1
Su hora: %3</translation>
    </message>
    <message>
      <source>Runs within seconds after its files, or those of related data sets, have changed.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Se ejecuta segundos después de que cambien sus archivos o los de conjuntos relacionados.</translation>
    </message>
    <message>
      <source>Choose a sync</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Elegir una sincronización</translation>
    </message>
    <message>
      <source>Next: %1, your time</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Próxima: %1, su hora</translation>
    </message>
    <message>
      <source>every %1 minutes unless you say otherwise.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>cada %1 minutos si no dice otra cosa.</translation>
    </message>
    <message>
      <source>every …</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>cada …</translation>
    </message>
    <message>
      <source>daily at …</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>a diario a las …</translation>
    </message>
    <message>
      <source>on weekdays at …</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>los días laborables a las …</translation>
    </message>
    <message>
      <source>weekly on …</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>semanalmente el …</translation>
    </message>
    <message>
      <source>by a cron expression</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>con una expresión cron</translation>
    </message>
    <message>
      <source>Runs only when you say so.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Solo se ejecuta cuando usted lo dice.</translation>
    </message>
    <message>
      <source>Runs again a minute after each run has ended, after a failure in a quarter of an hour.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Se ejecuta de nuevo un minuto después de cada final, y tras un fallo al cabo de un cuarto de hora.</translation>
    </message>
    <message>
      <source>Runs once each time the other one has succeeded. Some rejected records do not hold it up, all of them do.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Se ejecuta una vez cada vez que la otra termina bien. Algunos registros rechazados no la detienen, todos sí.</translation>
    </message>
    <message>
      <source>Steps</source>
      <extracomment>syncs/step_list.py</extracomment>
      <translation>Pasos</translation>
    </message>
    <message>
      <source>Sync all properties</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Enviar todas las propiedades</translation>
    </message>
    <message>
      <source>Send every other column too, also columns that the data set gets later</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Enviar también las demás columnas, incluso las que el conjunto de datos reciba después</translation>
    </message>
    <message>
      <source>How the other columns are named</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Cómo se nombran las demás columnas</translation>
    </message>
    <message>
      <source>named</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>nombradas</translation>
    </message>
    <message>
      <source>Adds now: %1. Columns that come later follow by themselves.</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Añade ahora: %1. Las columnas posteriores siguen por sí solas.</translation>
    </message>
    <message>
      <source>Adds nothing now. Columns that come later follow by themselves.</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>No añade nada ahora. Las columnas posteriores siguen por sí solas.</translation>
    </message>
    <message>
      <source>Last runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Últimas ejecuciones</translation>
    </message>
    <message>
      <source>runs</source>
      <extracomment>syncs/sync_card.py, timeline.py, workspaces/leaving.py</extracomment>
      <translation>ejecuciones</translation>
    </message>
    <message>
      <source>Finish setting up</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Terminar la configuración</translation>
    </message>
    <message>
      <source>Progress of the run</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Progreso de la ejecución</translation>
    </message>
    <message>
      <source>Open runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Abrir ejecuciones</translation>
    </message>
    <message>
      <source>Last 20 runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Últimas 20 ejecuciones</translation>
    </message>
    <message>
      <source>There now</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Allí ahora</translation>
    </message>
    <message>
      <source>alert watches</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>alerta vigila</translation>
    </message>
    <message>
      <source>alerts watch</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>alertas vigilan</translation>
    </message>
    <message>
      <source>Nothing is told of this sync.</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>No se avisa de nada de esta sincronización.</translation>
    </message>
    <message>
      <source>More for this sync</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Más sobre esta sincronización</translation>
    </message>
    <message>
      <source>Waits for its turn: one run at a time for this destination object</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Espera su turno: una ejecución a la vez para este objeto del destino</translation>
    </message>
    <message>
      <source>key</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>clave</translation>
    </message>
    <message>
      <source>In the %1 now</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Allí ahora (%1)</translation>
    </message>
    <message>
      <source>Last %1 runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Últimas %1 ejecuciones</translation>
    </message>
    <message>
      <source>Last run</source>
      <extracomment>syncs/sync_card.py, syncs/sync_lines.py</extracomment>
      <translation>Última ejecución</translation>
    </message>
    <message>
      <source>its runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>sus ejecuciones</translation>
    </message>
    <message>
      <source>copied from</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>copiado de</translation>
    </message>
    <message>
      <source>members expire, so all are sent again from %1 on</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>los miembros caducan, así que se envían todos de nuevo desde %1</translation>
    </message>
    <message>
      <source>Show records</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Mostrar registros</translation>
    </message>
    <message>
      <source>Save changes</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Guardar cambios</translation>
    </message>
    <message>
      <source>“%1” created and started</source>
      <extracomment>syncs/sync_editor.py, syncs/syncs_tab.py</extracomment>
      <translation>«%1» creada e iniciada</translation>
    </message>
    <message>
      <source>Edits dropped</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Ediciones descartadas</translation>
    </message>
    <message>
      <source>Choose what to send and where</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Elija qué enviar y adónde</translation>
    </message>
    <message>
      <source>A draft needs a source and a destination</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Un borrador necesita un origen y un destino</translation>
    </message>
    <message>
      <source>“%1” created</source>
      <extracomment>syncs/sync_editor.py, syncs/syncs_tab.py</extracomment>
      <translation>«%1» creada</translation>
    </message>
    <message>
      <source>New sync</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Nueva sincronización</translation>
    </message>
    <message>
      <source>Draft “%1” saved</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Borrador «%1» guardado</translation>
    </message>
    <message>
      <source>Kept as the draft “%1”</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Conservada como el borrador «%1»</translation>
    </message>
    <message>
      <source>%1s named by %2</source>
      <extracomment>syncs/sync_lines.py, syncs/sync_review.py</extracomment>
      <translation>%1 con el nombre de %2</translation>
    </message>
    <message>
      <source>running now</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>en curso ahora</translation>
    </message>
    <message>
      <source>due</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>pendiente</translation>
    </message>
    <message>
      <source>Operation</source>
      <extracomment>syncs/sync_lines.py, syncs/sync_setup.py</extracomment>
      <translation>Operación</translation>
    </message>
    <message>
      <source>Schedule</source>
      <extracomment>syncs/sync_lines.py, syncs/sync_setup.py</extracomment>
      <translation>Programación</translation>
    </message>
    <message>
      <source>skipped: was already running</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>omitida: ya estaba en curso</translation>
    </message>
    <message>
      <source>reading</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>leyendo</translation>
    </message>
    <message>
      <source>comparing</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>comparando</translation>
    </message>
    <message>
      <source>finishing</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>terminando</translation>
    </message>
    <message>
      <source>sending</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>enviando</translation>
    </message>
    <message>
      <source>not while paused</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>no mientras esté en pausa</translation>
    </message>
    <message>
      <source>schedules off</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>programaciones desactivadas</translation>
    </message>
    <message>
      <source>next %1</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>próxima %1</translation>
    </message>
    <message>
      <source>cancelled after %1</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>cancelada tras %1</translation>
    </message>
    <message>
      <source>%1 (%2)</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>%1 (%2)</translation>
    </message>
    <message>
      <source>The first run only adds: nobody that is there already is removed. Removals begin with the second run.</source>
      <extracomment>syncs/sync_review.py</extracomment>
      <translation>La primera ejecución solo añade: nadie que ya esté allí se elimina. Las eliminaciones empiezan con la segunda.</translation>
    </message>
    <message>
      <source>Everything in %1</source>
      <extracomment>syncs/sync_review.py, syncs/sync_steps.py</extracomment>
      <translation>Todo lo de %1</translation>
    </message>
    <message>
      <source>all properties</source>
      <extracomment>syncs/sync_review.py</extracomment>
      <translation>todas las propiedades</translation>
    </message>
    <message>
      <source>all properties, %1 set by hand</source>
      <extracomment>syncs/sync_review.py</extracomment>
      <translation>todas las propiedades, %1 definidas a mano</translation>
    </message>
    <message>
      <source>Safety</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Seguridad</translation>
    </message>
    <message>
      <source>Review</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Revisión</translation>
    </message>
    <message>
      <source>Removals begin with the second run. Runs that would remove an unusual share are held, see Safety.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Las eliminaciones empiezan con la segunda ejecución. Las que eliminarían una parte inusual se retienen; vea Seguridad.</translation>
    </message>
    <message>
      <source>Choose what to send.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Elija qué enviar.</translation>
    </message>
    <message>
      <source>Choose where to send it.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Elija adónde enviarlo.</translation>
    </message>
    <message>
      <source>Choose the object that records go to.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Elija el objeto al que van los registros.</translation>
    </message>
    <message>
      <source>Confirm what this does to people's consent, or set the sync up without it.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Confirme lo que esto hace con el consentimiento de las personas, o configure la sincronización sin ello.</translation>
    </message>
    <message>
      <source>Give the sync a name.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Dé un nombre a la sincronización.</translation>
    </message>
    <message>
      <source>Choose the column that identifies a record, and its field there.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Elija la columna que identifica un registro y su campo allí.</translation>
    </message>
    <message>
      <source>Every mapping needs a field.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Cada asignación necesita un campo.</translation>
    </message>
    <message>
      <source>those that leave are removed there</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>los que salen se eliminan allí</translation>
    </message>
    <message>
      <source>what becomes of those that leave is chosen below</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>lo que pasa con los que salen se elige abajo</translation>
    </message>
    <message>
      <source>are removed there</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>se eliminan allí</translation>
    </message>
    <message>
      <source>This deletes records at the destination, also those that other tools or people made.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Esto elimina registros en el destino, también los que crearon otras herramientas o personas.</translation>
    </message>
    <message>
      <source>What others put there is gone after the first run. An empty source is held and never swapped in by itself.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Lo que otros pusieron allí desaparece tras la primera ejecución. Un origen vacío se retiene y nunca se intercambia por sí solo.</translation>
    </message>
    <message>
      <source>Emptied fields can be filled again with Undo while the run is the last one.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Los campos vaciados se pueden rellenar con Deshacer mientras la ejecución sea la última.</translation>
    </message>
    <message>
      <source>This version does not have that destination type.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Esta versión no tiene ese tipo de destino.</translation>
    </message>
    <message>
      <source>%1 does not support “%2”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 no admite «%2».</translation>
    </message>
    <message>
      <source>“%1” is not in the data set “%2”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>«%1» no está en el conjunto de datos «%2».</translation>
    </message>
    <message>
      <source>“%1” cannot be the key of %2.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>«%1» no puede ser la clave de %2.</translation>
    </message>
    <message>
      <source>%1 is mapped more than once.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 está asignado más de una vez.</translation>
    </message>
    <message>
      <source>%1 is required.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 es obligatorio.</translation>
    </message>
    <message>
      <source>%1 are required.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 son obligatorios.</translation>
    </message>
    <message>
      <source>%1 is not in the data set “%2”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 no está en el conjunto de datos «%2».</translation>
    </message>
    <message>
      <source>%1 are not in the data set “%2”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 no están en el conjunto de datos «%2».</translation>
    </message>
    <message>
      <source>%1 has no field %2.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 no tiene el campo %2.</translation>
    </message>
    <message>
      <source>The template of %1 is empty.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>La plantilla de %1 está vacía.</translation>
    </message>
    <message>
      <source>Choose the value of %1: it is required.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Elija el valor de %1: es obligatorio.</translation>
    </message>
    <message>
      <source>the %1</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1</translation>
    </message>
    <message>
      <source>those that leave %1</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>los que salen: %1</translation>
    </message>
    <message>
      <source>Where a column names them, records leave by “%1”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Donde una columna las nombra, los registros salen por «%1».</translation>
    </message>
    <message>
      <source>Give the %1 a name.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Dé un nombre: %1.</translation>
    </message>
    <message>
      <source>What a sync reads and where it sends stays, so that its history and state hold. Make a new sync instead.</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Lo que una sincronización lee y adonde envía no cambia, para que valgan su historia y su estado. Cree otra en su lugar.</translation>
    </message>
    <message>
      <source>fixed after creation, so that its history and state hold</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>fijo tras la creación, para que valgan su historia y su estado</translation>
    </message>
    <message>
      <source>Choose an object</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Elegir un objeto</translation>
    </message>
    <message>
      <source>Ask again</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Consultar de nuevo</translation>
    </message>
    <message>
      <source>The pair that identifies a record on both sides. Each value must stand once.</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>El par que identifica un registro en ambos lados. Cada valor debe aparecer una vez.</translation>
    </message>
    <message>
      <source>Column that identifies a record</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Columna que identifica un registro</translation>
    </message>
    <message>
      <source>Field that identifies a record</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Campo que identifica un registro</translation>
    </message>
    <message>
      <source>Choose a destination</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Elegir un destino</translation>
    </message>
    <message>
      <source>Choose one, or type the name of a new one.</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Elija uno o escriba el nombre de uno nuevo.</translation>
    </message>
    <message>
      <source>Its known objects are offered.</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Se ofrecen sus objetos conocidos.</translation>
    </message>
    <message>
      <source>Asking %1 for its objects …</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Consultando a %1 sus objetos …</translation>
    </message>
    <message>
      <source>Sent nowhere yet. Quick Sync copies the newest sync of the data set; New Sync sets one up.</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>Aún no se envía a ningún sitio. Quick Sync copia la sincronización más reciente del conjunto; Nueva sincronización configura una.</translation>
    </message>
    <message>
      <source>No syncs yet</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>Aún no hay sincronizaciones</translation>
    </message>
    <message>
      <source>Quick Sync this segment</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>Quick Sync de este segmento</translation>
    </message>
    <message>
      <source>Sync “%1” deleted. Nothing was removed at the destination.</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>Sincronización «%1» eliminada. En el destino no se eliminó nada.</translation>
    </message>
    <message>
      <source>“%1” is a draft: confirm what it does to people's consent</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>«%1» es un borrador: confirme lo que hace con el consentimiento de las personas</translation>
    </message>
    <message>
      <source>First record: %1</source>
      <extracomment>syncs/template_check.py</extracomment>
      <translation>Primer registro: %1</translation>
    </message>
    <message>
      <source>Insert a column</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Insertar una columna</translation>
    </message>
    <message>
      <source>Liquid template</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Plantilla de Liquid</translation>
    </message>
    <message>
      <source>Liquid: {{ column }}, filters as in {{ name | upcase }}, {% if %}. Extra: sha256, md5, json.</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Liquid: {{ column }}, filtros como en {{ name | upcase }}, {% if %}. Además: sha256, md5, json.</translation>
    </message>
    <message>
      <source>No column is called so.</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Ninguna columna se llama así.</translation>
    </message>
    <message>
      <source>Template of %1</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Plantilla de %1</translation>
    </message>
    <message>
      <source>Runs of the last seven days</source>
      <extracomment>timeline.py</extracomment>
      <translation>Ejecuciones de los últimos siete días</translation>
    </message>
    <message>
      <source>%1  %2: %3, %4 sent</source>
      <extracomment>timeline.py</extracomment>
      <translation>%1  %2: %3, %4 enviados</translation>
    </message>
    <message>
      <source>%1: %2, %3 not plain green</source>
      <extracomment>timeline.py</extracomment>
      <translation>%1: %2, %3 no del todo en verde</translation>
    </message>
    <message>
      <source>It goes on in the tray and runs what is due. Quit from its menu there.</source>
      <extracomment>tray.py</extracomment>
      <translation>Sigue en la bandeja y ejecuta lo pendiente. Salga desde su menú allí.</translation>
    </message>
    <message>
      <source>All is well</source>
      <extracomment>tray.py</extracomment>
      <translation>Todo en orden</translation>
    </message>
    <message>
      <source>Open Census Desktop</source>
      <extracomment>tray.py</extracomment>
      <translation>Abrir Census Desktop</translation>
    </message>
    <message>
      <source>%1 need attention</source>
      <extracomment>tray.py</extracomment>
      <translation>%1 requieren atención</translation>
    </message>
    <message>
      <source>Send customer segments to any tool, and keep them fresh. Your data stays on this computer.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Envíe segmentos de clientes a cualquier herramienta y manténgalos al día. Sus datos permanecen en este equipo.</translation>
    </message>
    <message>
      <source>Customers, companies, events – a row each. It stays where it is and is only read.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Clientes, empresas, eventos: una fila cada uno. Permanece donde está y solo se lee.</translation>
    </message>
    <message>
      <source>Drop a CSV, Parquet or Excel file here</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Suelte aquí un archivo CSV, Parquet o Excel</translation>
    </message>
    <message>
      <source>Welcome to Census Desktop</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Le damos la bienvenida a Census Desktop</translation>
    </message>
    <message>
      <source>Begin with an empty workspace</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Empezar con un espacio vacío</translation>
    </message>
    <message>
      <source>A shop with 50,000 customers and a dozen segments</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Una tienda con 50.000 clientes y una docena de segmentos</translation>
    </message>
    <message>
      <source>Six weeks of history, with something to review</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Seis semanas de historia, con algo que revisar</translation>
    </message>
    <message>
      <source>Made on this computer in about ten seconds: no account, no network</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Se crea en este equipo en unos diez segundos: sin cuenta, sin red</translation>
    </message>
    <message>
      <source>Make the sample workspace</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Crear el ejemplo</translation>
    </message>
    <message>
      <source>Making the sample workspace</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Creando el espacio de ejemplo</translation>
    </message>
    <message>
      <source>The file stays where it is and is only read.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>El archivo permanece donde está y solo se lee.</translation>
    </message>
    <message>
      <source>For a database or a warehouse: connect it under Data sets.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Para una base de datos o un almacén: conéctelo en Conjuntos de datos.</translation>
    </message>
    <message>
      <source>Look around in a sample</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Explorar un ejemplo</translation>
    </message>
    <message>
      <source>Nothing of it leaves this computer. Files of your own can be added later.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Nada de esto sale de este equipo. Más tarde podrá añadir archivos propios.</translation>
    </message>
    <message>
      <source>Begin with a file of yours</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Empezar con un archivo suyo</translation>
    </message>
    <message>
      <source>Writing the shop's files…</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Escribiendo los archivos de la tienda…</translation>
    </message>
    <message>
      <source>Playing six weeks: step %1 of %2</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Recreando seis semanas: paso %1 de %2</translation>
    </message>
    <message>
      <source>Sheet or table</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Hoja o tabla</translation>
    </message>
    <message>
      <source>The first rows, as they are read</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Las primeras filas, tal como se leen</translation>
    </message>
    <message>
      <source>Add and count it</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Añadir y contar</translation>
    </message>
    <message>
      <source>Only read; nothing is saved before you add it.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Solo se lee; no se guarda nada antes de que lo añada.</translation>
    </message>
    <message>
      <source>%1 found; %2 hold personal data and stay hidden until you ask.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>%1 encontradas; %2 contienen datos personales y permanecen ocultas hasta que las pida.</translation>
    </message>
    <message>
      <source>%1 found.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>%1 encontradas.</translation>
    </message>
    <message>
      <source>Choose a sheet or table</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Elegir una hoja o una tabla</translation>
    </message>
    <message>
      <source>Everything can be changed later under Data sets.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Todo se puede cambiar después en Conjuntos de datos.</translation>
    </message>
    <message>
      <source>What is in “%1”?</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>¿Qué hay en «%1»?</translation>
    </message>
    <message>
      <source>There is no table in it that can be read.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>No contiene ninguna tabla que se pueda leer.</translation>
    </message>
    <message>
      <source>A segment is a living group: whoever fits is in it, as the data is now.</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Un segmento es un grupo vivo: quien encaja está en él, según los datos de ahora.</translation>
    </message>
    <message>
      <source>Only those where</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Solo aquellos en los que</translation>
    </message>
    <message>
      <source>First members</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Primeros miembros</translation>
    </message>
    <message>
      <source>Personal data stays hidden until you ask for it.</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Los datos personales permanecen ocultos hasta que los pida.</translation>
    </message>
    <message>
      <source>Open the segment</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Abrir el segmento</translation>
    </message>
    <message>
      <source>Send it to a file</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Enviarlo a un archivo</translation>
    </message>
    <message>
      <source>not counted</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>no contado</translation>
    </message>
    <message>
      <source>everyone</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>todos</translation>
    </message>
    <message>
      <source>Leaves the welcome: the segment's definition, members and analysis.</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Sale de la bienvenida: definición, miembros y análisis del segmento.</translation>
    </message>
    <message>
      <source>Shows first what would be written, and where.</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Muestra primero lo que se escribiría, y dónde.</translation>
    </message>
    <message>
      <source>of %1 in %2 · %3 · counted in %4</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>de %1 en %2 · %3 · contado en %4</translation>
    </message>
    <message>
      <source>no condition: everyone</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>sin condición: todos</translation>
    </message>
    <message>
      <source>Send it, and see what arrives</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Enviarlo y ver lo que llega</translation>
    </message>
    <message>
      <source>First records of the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Primeros registros del archivo</translation>
    </message>
    <message>
      <source>Writing the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Escribiendo el archivo</translation>
    </message>
    <message>
      <source>Choose another folder…</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Elegir otra carpeta…</translation>
    </message>
    <message>
      <source>Open the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Abrir el archivo</translation>
    </message>
    <message>
      <source>Show the folder</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Mostrar la carpeta</translation>
    </message>
    <message>
      <source>Finish</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Terminar</translation>
    </message>
    <message>
      <source>Every run is a plan first. Nothing leaves before you have seen it.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Cada ejecución es antes un plan. Nada sale antes de que lo haya visto.</translation>
    </message>
    <message>
      <source>Looking at what would be written …</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Mirando qué se escribiría …</translation>
    </message>
    <message>
      <source>Quick Sync copied “%1”: its fields, its schedule, a file of its own.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Quick Sync copió «%1»: sus campos, su programación y un archivo propio.</translation>
    </message>
    <message>
      <source>Nothing was written</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>No se escribió nada</translation>
    </message>
    <message>
      <source>Done: your first sync</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Listo: su primera sincronización</translation>
    </message>
    <message>
      <source>From now on only changes travel. Run it again after your data changes, or give it a schedule.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>A partir de ahora solo viajan los cambios. Ejecútela de nuevo cuando cambien sus datos o dele una programación.</translation>
    </message>
    <message>
      <source>The sync keeps its file there up to date.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>La sincronización mantiene allí su archivo al día.</translation>
    </message>
    <message>
      <source>Five short notes over the real window; Esc ends it.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Cinco notas breves sobre la ventana real; Esc la termina.</translation>
    </message>
    <message>
      <source>Write the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Escribir el archivo</translation>
    </message>
    <message>
      <source>The file is up to date already</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>El archivo ya está al día</translation>
    </message>
    <message>
      <source>%1 written in %2</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>%1 escritos en %2</translation>
    </message>
    <message>
      <source>Write %1</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Escribir %1</translation>
    </message>
    <message>
      <source>What was written stays; the next run sends the rest.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Lo escrito permanece; la próxima ejecución envía el resto.</translation>
    </message>
    <message>
      <source>No program opens it here. It is at %1</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Ningún programa lo abre aquí. Está en %1</translation>
    </message>
    <message>
      <source>Choose a folder for the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Elegir una carpeta para el archivo</translation>
    </message>
    <message>
      <source>%1 will be written</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Se escribirán %1</translation>
    </message>
    <message>
      <source>%1 were written</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Se escribieron %1</translation>
    </message>
    <message>
      <source>Step %1 of %2: %3</source>
      <extracomment>welcome/steps.py</extracomment>
      <translation>Paso %1 de %2: %3</translation>
    </message>
    <message>
      <source>Every segment, with its size and how its syncs are doing. %1 searches, arrows move, Enter opens.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Todos los segmentos, con su tamaño y el estado de sus sincronizaciones. %1 busca, las flechas mueven, Intro abre.</translation>
    </message>
    <message>
      <source>The builder</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>El editor</translation>
    </message>
    <message>
      <source>Conditions on columns, related data sets and other segments. Beside each line stands how many are left after it.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Condiciones sobre columnas, conjuntos relacionados y otros segmentos. Junto a cada línea figura cuántos quedan tras ella.</translation>
    </message>
    <message>
      <source>Copies the newest sync of a destination for this segment: same fields, same schedule, one click. %1 opens it.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Copia la sincronización más reciente de un destino para este segmento: mismos campos, misma programación, un clic. %1 lo abre.</translation>
    </message>
    <message>
      <source>What would be added, changed and removed, value by value. What you have seen is what is sent. %1 opens it.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Lo que se añadiría, cambiaría y eliminaría, valor por valor. Lo que ha visto es lo que se envía. %1 lo abre.</translation>
    </message>
    <message>
      <source>Everything that was sent, with the records that were rejected and why. A run can be undone from here.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Todo lo enviado, con los registros rechazados y el motivo. Desde aquí se puede deshacer una ejecución.</translation>
    </message>
    <message>
      <source>End the tour</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Terminar la visita</translation>
    </message>
    <message>
      <source>Esc ends it too</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Esc también la termina</translation>
    </message>
    <message>
      <source>Done</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Listo</translation>
    </message>
    <message>
      <source>Leave</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Salir</translation>
    </message>
    <message>
      <source>Your data</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Sus datos</translation>
    </message>
    <message>
      <source>See a segment</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Ver un segmento</translation>
    </message>
    <message>
      <source>Send it</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Enviarlo</translation>
    </message>
    <message>
      <source>Leave the welcome</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Salir de la bienvenida</translation>
    </message>
    <message>
      <source>What was made stays. Help → Welcome brings it back. Esc</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Lo hecho permanece. Ayuda → Bienvenida la recupera. Esc</translation>
    </message>
    <message>
      <source>Takes the file</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Toma lo del archivo</translation>
    </message>
    <message>
      <source>Keeps this</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Conserva esto</translation>
    </message>
    <message>
      <source>Stays</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Permanece</translation>
    </message>
    <message>
      <source>Decide</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Decidir</translation>
    </message>
    <message>
      <source>Import</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Importar</translation>
    </message>
    <message>
      <source>only here</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>solo aquí</translation>
    </message>
    <message>
      <source>Thing</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Elemento</translation>
    </message>
    <message>
      <source>Here</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Aquí</translation>
    </message>
    <message>
      <source>In the file</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>En el archivo</translation>
    </message>
    <message>
      <source>Take the file’s</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Tomar lo del archivo</translation>
    </message>
    <message>
      <source>Keep this workspace’s</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Conservar lo de este espacio</translation>
    </message>
    <message>
      <source>The document and the workspace are the same</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>El documento y el espacio de trabajo son iguales</translation>
    </message>
    <message>
      <source>Reading the document…</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Leyendo el documento…</translation>
    </message>
    <message>
      <source>Nothing was imported</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>No se importó nada</translation>
    </message>
    <message>
      <source>Mend the document, then open it again.</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Corrija el documento y ábralo de nuevo.</translation>
    </message>
    <message>
      <source>nothing changed</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>nada cambió</translation>
    </message>
    <message>
      <source>new</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>nuevo</translation>
    </message>
    <message>
      <source>was removed here</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>se eliminó aquí</translation>
    </message>
    <message>
      <source>no longer in the file</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>ya no está en el archivo</translation>
    </message>
    <message>
      <source>What the document would change</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Lo que cambiaría el documento</translation>
    </message>
    <message>
      <source>No document was chosen</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>No se eligió ningún documento</translation>
    </message>
    <message>
      <source>the same</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>iguales</translation>
    </message>
    <message>
      <source>removed here</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>eliminados aquí</translation>
    </message>
    <message>
      <source>only here, which stay</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>solo aquí, que permanecen</translation>
    </message>
    <message>
      <source>There was no export yet, so nothing says who changed what: the file’s values are taken.</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Aún no hubo exportación, así que nada dice quién cambió qué: se toman los valores del archivo.</translation>
    </message>
    <message>
      <source>Keep everything as it is</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Dejar todo como está</translation>
    </message>
    <message>
      <source>conflict</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>conflicto</translation>
    </message>
    <message>
      <source>conflicts</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>conflictos</translation>
    </message>
    <message>
      <source>A backup is made first. Nothing is removed, and nothing is taken in by halves.</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Antes se hace una copia de seguridad. No se elimina nada ni se incorpora nada a medias.</translation>
    </message>
    <message>
      <source>All differences</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Todas las diferencias</translation>
    </message>
    <message>
      <source>Conflicts</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Conflictos</translation>
    </message>
    <message>
      <source>Only here, stays</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Solo aquí, permanece</translation>
    </message>
    <message>
      <source>%1 to decide: both sides changed since they were last the same.</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>%1 por decidir: ambos lados cambiaron desde que fueron iguales por última vez.</translation>
    </message>
    <message>
      <source>Imported: %1</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Importado: %1</translation>
    </message>
    <message>
      <source>Import %1</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Importar %1</translation>
    </message>
    <message>
      <source>What was acknowledged stays acknowledged; the next run sends the rest.</source>
      <extracomment>workspaces/leaving.py</extracomment>
      <translation>Lo confirmado sigue confirmado; la próxima ejecución envía el resto.</translation>
    </message>
    <message>
      <source>Stop and close</source>
      <extracomment>workspaces/leaving.py</extracomment>
      <translation>Detener y cerrar</translation>
    </message>
    <message>
      <source>Keep working</source>
      <extracomment>workspaces/leaving.py</extracomment>
      <translation>Seguir trabajando</translation>
    </message>
    <message>
      <source>Stop %1 and close?</source>
      <extracomment>workspaces/leaving.py</extracomment>
      <translation>¿Detener %1 y cerrar?</translation>
    </message>
    <message>
      <source>Schedules are off: this workspace came from another computer. Give credentials anew, and turn schedules off there.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Las programaciones están desactivadas: este espacio vino de otro equipo. Introduzca de nuevo las credenciales y desactive las programaciones allí.</translation>
    </message>
    <message>
      <source>Destinations…</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Destinos…</translation>
    </message>
    <message>
      <source>Destinations hold newer data from %1; their next runs know it.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Los destinos tienen datos más nuevos de %1; sus próximas ejecuciones lo saben.</translation>
    </message>
    <message>
      <source>%1 made since then are gone; what they sent stays.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>%1 posteriores ya no están; lo que enviaron permanece.</translation>
    </message>
    <message>
      <source>Turn schedules on</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Activar programaciones</translation>
    </message>
    <message>
      <source>Schedules are off: this workspace went back to the backup of %1.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Las programaciones están desactivadas: este espacio volvió a la copia de %1.</translation>
    </message>
    <message>
      <source>The linked document %1 changed.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>El documento vinculado %1 cambió.</translation>
    </message>
    <message>
      <source>Settings…</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Ajustes…</translation>
    </message>
    <message>
      <source>Everything is sent again by: %1.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Todo se envía de nuevo por: %1.</translation>
    </message>
    <message>
      <source>The linked document %1 cannot be read.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>El documento vinculado %1 no se puede leer.</translation>
    </message>
    <message>
      <source>New, empty folder for the workspace</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Carpeta nueva y vacía para el espacio de trabajo</translation>
    </message>
    <message>
      <source>Open another workspace…</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Abrir otro espacio de trabajo…</translation>
    </message>
    <message>
      <source>Restore the newest backup</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Restaurar la copia más reciente</translation>
    </message>
    <message>
      <source>Open the workspace in this folder</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Abrir el espacio de trabajo de esta carpeta</translation>
    </message>
    <message>
      <source>Workspaces</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Espacios de trabajo</translation>
    </message>
    <message>
      <source>Export the workspace document</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Exportar el documento del espacio</translation>
    </message>
    <message>
      <source>Import a workspace document</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Importar un documento de espacio</translation>
    </message>
    <message>
      <source>Pack the workspace into one file</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Empaquetar el espacio en un archivo</translation>
    </message>
    <message>
      <source>Packing the workspace…</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Empaquetando el espacio de trabajo…</translation>
    </message>
    <message>
      <source>Unpack a workspace</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Desempaquetar un espacio de trabajo</translation>
    </message>
    <message>
      <source>Take off the list</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Quitar de la lista</translation>
    </message>
    <message>
      <source>Exported to %1</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Exportado a %1</translation>
    </message>
    <message>
      <source>%1 has that text already</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>%1 ya tiene ese texto</translation>
    </message>
    <message>
      <source>file</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>archivo</translation>
    </message>
    <message>
      <source>files</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>archivos</translation>
    </message>
    <message>
      <source>“%1” is not there</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>«%1» no está</translation>
    </message>
    <message>
      <source>Packed %1 into %2, without credentials</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>%1 empaquetados en %2, sin credenciales</translation>
    </message>
    <message>
      <source>Not in it, because they lie elsewhere: %1</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>No incluidos, porque están en otro lugar: %1</translation>
    </message>
  </context>
</TS>
