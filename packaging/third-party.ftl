<#-- One line each: name, version, licences, address; tabs between them. Read by the program. -->
<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licenses = entry.getValue()/>
${project.artifactId}	${project.version}	<#list licenses as license>${license}<#if license_has_next>; </#if></#list>	${project.url!""}
</#list>
