<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns the SBOM into META-INF/THIRD-PARTY.txt. LicensesIT checks the licenses. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:b="http://cyclonedx.org/schema/bom/1.6">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/b:bom">
    <xsl:value-of select="concat(b:metadata/b:component/b:name, ' ships these libraries, each under one or more licenses.&#10;&#10;')"/>
    <xsl:apply-templates select="b:components/b:component"><xsl:sort select="b:purl"/></xsl:apply-templates>
  </xsl:template>
  <xsl:template match="b:component">
    <xsl:value-of select="concat(b:group, ':', b:name, ' ', b:version, ': ')"/>
    <xsl:for-each select="b:licenses/*">
      <xsl:if test="position() > 1">, </xsl:if>
      <xsl:value-of select="(b:id | b:name | self::b:expression)[1]"/>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
